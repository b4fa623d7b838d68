"""Counting who looked at a topic, without a write for each look."""

from collections.abc import Mapping
from uuid import UUID

from django.core.cache import cache
from django.db import connection
from django.db.models import F

from community.models.topic import Topic

COUNT_VIEWS_BY = 10


def count_view(topic: Topic) -> None:
    """One look that Django answered: counted in the cache and written by tens."""
    key = f"community:views:{topic.pk}"
    cache.add(key, 0, 86_400)
    try:
        seen = cache.incr(key)
    except ValueError:
        return
    if seen % COUNT_VIEWS_BY == 0:
        Topic.objects.filter(pk=topic.pk).update(view_count=F("view_count") + COUNT_VIEWS_BY)


def count_kept_views(counts: Mapping[UUID, int]) -> None:
    """Looks that the edge answered, some seconds' worth in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE community_topic SET view_count = view_count + seen.times
               FROM (SELECT * FROM unnest(%s::uuid[], %s::int[]) ORDER BY 1) AS seen (id, times) WHERE community_topic.id = seen.id""",
            [list(counts), list(counts.values())],
        )
