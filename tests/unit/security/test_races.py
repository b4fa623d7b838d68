"""Two at the same moment: what may happen once happens once (for accounts see tests/integration/accounts)."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.worlds import World

ACME = TENANTS["acme"]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned, or its failure; all begin together, each on a connection of its own."""
    start = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(index: int) -> None:
        try:
            with tenant_context(ACME):
                start.wait(10)
                results[index] = calls[index]()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_races_of_the_community(committed_world: World) -> None:
    """A form sent three times at once asks once; a vote cast three times at once counts once."""
    from community.actions.replies import post_reply
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.actions.votes import cast_vote
    from community.models.post import Post
    from community.models.topic import Topic

    space = create_space(actor=committed_world.actor("alice"), name="Machines")
    bob, dora, ident, reply_id = committed_world.actor("bob"), committed_world.actor("dora"), uuid7(), uuid7()

    def ask() -> Topic:
        return create_topic(actor=bob, space_id=space.pk, title="Twice?", body="Once.", tags=["a", "b"], id=ident)

    results = at_once(ask, ask, ask)
    assert [getattr(result, "pk", result) for result in results] == [ident] * 3
    space.refresh_from_db()
    assert (Topic.objects.count(), Post.objects.count(), space.topic_count) == (1, 1, 1)

    def reply() -> Post:
        return post_reply(actor=dora, topic_id=ident, body="Yes.", id=reply_id)

    results = at_once(reply, reply, reply)
    assert [getattr(result, "pk", result) for result in results] == [reply_id] * 3
    results = at_once(*[lambda: cast_vote(actor=bob, post_id=reply_id)] * 3)
    post = Post.objects.get(pk=reply_id)
    assert (post.score, post.vote_count, Post.objects.count()) == (1, 1, 2)
