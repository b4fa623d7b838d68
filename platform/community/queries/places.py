"""Where in a topic something stands: a number, a day, the first post that a member has not read."""

from datetime import datetime

from django.db import connection

from community.models.topic import Topic

# Positions grow with time, so the first post of a day is found by halving: some seventeen looks into the index of
# positions for a hundred thousand posts, instead of reading them. Gaps (moved or deleted posts) are stepped over.
HALVING = """
WITH RECURSIVE halving(lo, hi) AS (
  SELECT 1, %(last)s::integer + 1
  UNION ALL
  SELECT CASE WHEN probe.created_at < %(at)s THEN probe.position + 1 ELSE lo END,
         CASE WHEN probe.created_at < %(at)s THEN hi ELSE (lo + hi) / 2 END
  FROM halving LEFT JOIN LATERAL (
    SELECT position, created_at FROM community_post
    WHERE topic_id = %(topic)s AND position >= (halving.lo + halving.hi) / 2 ORDER BY position LIMIT 1
  ) AS probe ON true
  WHERE lo < hi
)
SELECT lo FROM halving WHERE lo >= hi LIMIT 1
"""


def position_at(topic: Topic, at: datetime) -> int:
    """The position of the first post written at this time or later; the last one when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(HALVING, {"topic": topic.pk, "last": topic.last_position, "at": at})
        found = cursor.fetchone()
    return min(int(found[0]) if found else 1, topic.last_position)


def clamp_position(topic: Topic, position: int) -> int:
    """The nearest position that the topic has."""
    return max(1, min(position, topic.last_position))


def nearby_pages(page: int, last: int) -> list[int | None]:
    """Page numbers for a pager: the ends, the neighbours, and None where some are left out."""
    wanted = sorted({number for number in (1, 2, page - 1, page, page + 1, last - 1, last) if 1 <= number <= last})
    found: list[int | None] = []
    for number in wanted:
        previous = found[-1] if found else None
        if previous is not None and number - previous == 2:
            found.append(number - 1)
        elif previous is not None and number - previous > 2:
            found.append(None)
        found.append(number)
    return found
