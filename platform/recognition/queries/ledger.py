"""The ledger as it stands."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from recognition.contracts import DeedRow
from recognition.models.deed import Deed

COLUMNS = ("user_id", "kind", "about", "other", "topic", "space_id", "language", "date")
OF_POSTS = ("topic_created", "reply_created", "solution", "like_given", "like_received")


def standing_deeds(post_ids: Iterable[UUID], *, voter_user_id: UUID | None = None) -> dict[DeedRow, UUID]:
    """Rows about these posts with their ids, or only those of one account's likes."""
    rows = Deed.objects.filter(about__in=list(post_ids), kind__in=OF_POSTS)
    if voter_user_id is not None:
        given = Q(kind=Deed.Kind.LIKE_GIVEN, user_id=voter_user_id)
        rows = rows.filter(given | Q(kind=Deed.Kind.LIKE_RECEIVED, other=voter_user_id))
    return {DeedRow(*values): ident for ident, *values in rows.values_list("pk", *COLUMNS)}
