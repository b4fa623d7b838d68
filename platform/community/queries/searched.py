"""What people looked for, and did not find."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Max, Q, QuerySet

from community.models.searching import SearchLog


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """All searches of a period: how many, how many found nothing, and after how many something was opened."""

    searches: int
    without_result: int
    clicked: int


def get_search_figures(*, starts_at: datetime, ends_at: datetime) -> SearchFigures:
    """The figures of [starts_at, ends_at)."""
    found = _rows(starts_at, ends_at).aggregate(
        searches=Count("pk"),
        without_result=Count("pk", filter=Q(hit_count=0)),
        clicked=Count("pk", filter=Q(clicked__isnull=False)),
    )
    return SearchFigures(**found)


def searched_words(*, starts_at: datetime, ends_at: datetime, missing: bool = False) -> QuerySet[Any, Any]:
    """Words with how often they were looked for, most first; with `missing` only those that found or led to nothing.

    Rows are dicts: words, language, times, misses, clicks, last_at, hits (on average).
    """
    rows = (
        _rows(starts_at, ends_at)
        .values("words")
        .annotate(
            times=Count("pk"),
            misses=Count("pk", filter=Q(hit_count=0)),
            clicks=Count("pk", filter=Q(clicked__isnull=False)),
            hits=Avg("hit_count"),
            last_at=Max("at"),
        )
    )
    if missing:
        rows = rows.filter(Q(misses=F("times")) | Q(clicks=0, times__gte=2))
    return rows.order_by("-times", "words")


def _rows(starts_at: datetime, ends_at: datetime) -> QuerySet[SearchLog]:
    return SearchLog.objects.filter(at__gte=starts_at, at__lt=ends_at)
