"""Topics that may answer a question before it is asked, and what came of showing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Q

from brand_settings.queries import read
from community.habits import WritingSettings
from community.models.deflection import Deflection
from community.models.space import Space
from community.queries.topics import TopicRow, list_topics_by_id
from kernel.text import one_line

SHORTEST = 8
"""Below so many letters everything resembles everything."""
NEAR_ENOUGH = 0.12


def list_similar(spaces: Sequence[Space], title: str, *, language: str = "en") -> Sequence[TopicRow]:
    """Topics in these spaces, which the caller has checked, that resemble a title; solved and answered ones first."""
    wanted, most = one_line(title)[:200], read(WritingSettings).similar_topics
    if len(wanted) < SHORTEST or not spaces or not most:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT topic_id, rank FROM community_similar(%s, %s, %s, %s)",
            [wanted, [space.pk for space in spaces], language, most * 3],
        )
        ids = [row[0] for row in cursor.fetchall() if row[1] >= NEAR_ENOUGH][:most]
    return list_topics_by_id(spaces, ids)


@dataclass(frozen=True, slots=True)
class DeflectionFigures:
    """What came of showing similar topics in a period; `deflected` read one of them and did not ask."""

    shown: int
    clicked: int
    asked: int
    deflected: int


def get_deflection_figures(*, starts_at: datetime, ends_at: datetime) -> DeflectionFigures:
    """Questions begun in [starts_at, ends_at) in which similar topics were shown: formula visible, nothing estimated."""
    rows = Deflection.objects.filter(shown_at__gte=starts_at, shown_at__lt=ends_at)
    found = rows.aggregate(
        shown=Count("pk"),
        clicked=Count("pk", filter=Q(clicked_at__isnull=False)),
        asked=Count("pk", filter=Q(asked_at__isnull=False)),
        deflected=Count("pk", filter=Q(clicked_at__isnull=False, asked_at__isnull=True)),
    )
    return DeflectionFigures(**found)
