"""What badges of single posts look at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from recognition.models.deed import Deed
from recognition.rules.badges import Values

Kind = Deed.Kind
_WRITTEN = Q(kind__in=[Kind.TOPIC_CREATED, Kind.REPLY_CREATED])


@dataclass(frozen=True, slots=True)
class PostValues:
    """A post's author and its metrics."""

    author_id: UUID
    values: Values


def post_values(post_ids: Collection[UUID]) -> Mapping[UUID, PostValues]:
    """These posts by what the ledger says of them; one query. Hidden ones are not in the ledger."""
    rows = (
        Deed.objects.filter(about__in=list(post_ids))
        .exclude(kind=Kind.LIKE_GIVEN)
        .values("about", "user_id")
        .annotate(
            likes=Count("pk", filter=Q(kind=Kind.LIKE_RECEIVED)),
            topics=Count("pk", filter=Q(kind=Kind.TOPIC_CREATED)),
            replies=Count("pk", filter=Q(kind=Kind.REPLY_CREATED)),
            solutions=Count("pk", filter=Q(kind=Kind.SOLUTION)),
        )
    )
    return {
        row["about"]: PostValues(
            row["user_id"],
            {
                ("post_likes", None): row["likes"],
                ("post_is_topic", None): row["topics"],
                ("post_is_reply", None): row["replies"],
                ("post_is_solution", None): row["solutions"],
            },
        )
        for row in rows
        if row["topics"] or row["replies"]
    }


def written_posts_after(post_id: UUID | None, *, limit: int) -> list[UUID]:
    """The next posts of the ledger, in the order of their ids."""
    rows = Deed.objects.filter(_WRITTEN).order_by("about")
    if post_id is not None:
        rows = rows.filter(about__gt=post_id)
    return list(rows.values_list("about", flat=True).distinct()[:limit])
