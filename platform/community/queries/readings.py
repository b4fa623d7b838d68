"""Roll-ups of what members read, for rooms that count with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from community.models.reading import ReadingDay, TopicReading
from kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class ReadingTotals:
    """What one member has read since a day: topics entered, posts shown, seconds spent, days with any of it."""

    topics: int = 0
    posts: int = 0
    seconds: int = 0
    days: int = 0


def reading_totals(user_ids: Iterable[UUID], *, since: date | None = None) -> Mapping[UUID, ReadingTotals]:
    """The totals of these members in one query; those who read nothing are left out."""
    rows = ReadingDay.objects.filter(user_id__in=list(user_ids))
    if since is not None:
        rows = rows.filter(date__gte=since)
    visited = Count("pk", filter=Q(posts__gt=0))
    found = rows.values("user_id").annotate(t=Sum("topics"), p=Sum("posts"), s=Sum("seconds"), d=visited)
    return {row["user_id"]: ReadingTotals(row["t"], row["p"], row["s"], row["d"]) for row in found}


def get_reading(user_id: UUID | None, topic_id: UUID) -> TopicReading | None:
    """How far this account has read this topic; None when it never opened it."""
    if user_id is None:
        return None
    return next(iter(_readings(user_id, topic_id)), None)


@prepared
def _readings(user_id: UUID, topic_id: UUID) -> QuerySet[TopicReading]:
    return TopicReading.objects.filter(user_id=user_id, topic_id=topic_id)[:1]
