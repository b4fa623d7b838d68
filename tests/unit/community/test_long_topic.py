"""A topic of a hundred thousand posts: its last page costs what its first does, and a day in it is found at once."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.importers.finding import estimate_rows
from community.models.topic import Topic
from community.queries.places import position_at
from community.queries.reading import get_posts_beyond, get_topic_view
from kernel.clock import now
from tests.unit.community.conftest import Community

POSTS, MOST_BLOCKS = 100_000, 400


@pytest.fixture
def long_topic(community: Community) -> Any:
    topic = community.ask("bob")
    with connection.cursor() as cursor:
        # Copies of the first post but for these, so that the next column needs no line here.
        cursor.execute(
            """SELECT column_name FROM information_schema.columns WHERE table_name = 'community_post'
                 AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'position', 'created_at')"""
        )
        same = ", ".join(f'"{row[0]}"' for row in cursor.fetchall())
        cursor.execute(
            f"""INSERT INTO community_post (id, position, created_at, {same})
                SELECT gen_random_uuid(), n, created_at - interval '400 days' + n * interval '5 minutes', {same}
                FROM community_post, generate_series(2, %s) n WHERE topic_id = %s AND position = 1""",  # names of columns
            [POSTS, topic.pk],
        )
    # A topic of this length has long been counted; whoever counts from outside sees an empty table until this test ends.
    estimate_rows()
    Topic.objects.filter(pk=topic.pk).update(last_position=POSTS, reply_count=POSTS - 1)
    topic.refresh_from_db()
    return topic


def test_deep_pages_read_no_more_than_the_first(community: Community, long_topic: Any, anonymous: Any) -> None:
    def cost(page: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            view = get_topic_view(anonymous, long_topic.number, page=page, at=now())
        assert len(view.replies) > 0
        return len(captured), max(
            _buffers(query["sql"]) for query in captured.captured_queries if "community_post" in query["sql"]
        )

    first, middle, last = cost(1), cost(2_000), cost(get_topic_view(anonymous, long_topic.number, page=1, at=now()).last_page)
    assert first[0] == middle[0] == last[0]
    assert max(middle[1], last[1]) <= first[1] * 2 + 20


def test_end_and_day_are_found_without_reading_what_lies_between(community: Community, long_topic: Any, anonymous: Any) -> None:
    beyond = get_posts_beyond(anonymous, long_topic.number, POSTS - 3, at=now())
    assert ([post.position for post in beyond.posts], beyond.has_more) == ([POSTS - 2, POSTS - 1, POSTS], False)
    part = get_posts_beyond(anonymous, long_topic.number, 500, at=now())
    assert (part.until, part.has_more) == (550, True)
    from community.models.post import Post

    wanted = Post.objects.get(topic=long_topic, position=67_890)
    with CaptureQueriesContext(connection) as captured:
        assert position_at(long_topic, wanted.created_at) == 67_890
    assert _buffers(captured.captured_queries[-1]["sql"]) < MOST_BLOCKS


def _buffers(sql: str) -> int:
    """Pages of the database that a statement touches: the same on a fast machine and on a slow one."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}")  # the statement that was just run
        raw = cursor.fetchone()[0]
    plan = (json.loads(raw) if isinstance(raw, str) else raw)[0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])
