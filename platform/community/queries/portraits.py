"""What members say about themselves, for their page and for whoever shows their picture."""

from collections.abc import Collection, Mapping
from uuid import UUID

from community.models.profile import MemberProfile
from files.addressing import thumbnail_url
from files.queries.uploads import resolve_uploads
from kernel.actor import Actor
from kernel.markdown.contracts import Picture


def profile_of(user_id: UUID) -> MemberProfile:
    """The row, or an empty one that is not saved."""
    return MemberProfile.objects.filter(user_id=user_id).first() or MemberProfile(user_id=user_id)


def shown_avatars(_actor: Actor, ids: Collection[UUID]) -> Collection[UUID]:
    """Avatars are shown beside every post: whoever may open the community may fetch them. Implements files.contracts.MayRead."""
    return set(MemberProfile.objects.filter(pk__in=list(ids)).exclude(avatar_id=None).values_list("pk", flat=True))


def avatar_urls(actor: Actor, user_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The smallest picture of each of these accounts that shows one."""
    rows = dict(
        MemberProfile.objects.filter(user_id__in=list(user_ids)).exclude(avatar_id=None).values_list("user_id", "avatar_id")
    )
    pictures = resolve_uploads(actor, [upload_id for upload_id in rows.values() if upload_id is not None]) if rows else {}
    found = {}
    for user_id, upload_id in rows.items():
        if upload_id is not None and isinstance(pictures.get(upload_id), Picture):
            found[user_id] = thumbnail_url(upload_id)
    return found
