"""Two at once on one topic: neither fails because of the other."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from community.actions.reading import record_reading
from community.actions.replies import post_reply
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from community.models.post import Post
from community.models.reading import TopicReading
from events.recording import recording
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.worlds import World


def test_the_page_of_somebody_who_replies_may_report_their_first_reading(committed_world: World) -> None:
    alice, dora = committed_world.actor("alice"), committed_world.actor("dora")
    space = create_space(actor=alice, name="Brewing", slug="brewing")
    topic = create_topic(actor=dora, space_id=space.pk, title="How long does it ferment?", body="Mine stopped.")
    bob = committed_world.actor("bob")
    with ThreadPoolExecutor(1) as pool:
        with recording():
            record_reading(actor=bob, topic_id=topic.pk, shown=[[1, 1]], seconds=3)
            reply = pool.submit(in_a_thread, lambda: post_reply(actor=bob, topic_id=topic.pk, body="Ten days."))
            wait_until_somebody_waits()
        assert reply.result(timeout=30).position == 2
    assert Post.objects.filter(topic=topic).count() == 2
    assert TopicReading.objects.get(topic=topic, user_id=bob.user_id).last_position == 2


def in_a_thread(call: Callable[[], Any]) -> Any:
    """Its result, from a connection of its own."""
    try:
        with tenant_context(TENANTS["acme"]):
            return call()
    finally:
        connection.close()


def wait_until_somebody_waits() -> None:
    """Until another connection waits for what this transaction holds."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")
