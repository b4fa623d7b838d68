"""A community to measure: one public space, an author, topics with posts, through the public actions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.actions.joining import create_account
from accounts.actors import actor_for_user
from community.actions.replies import post_reply
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from kernel.actor import Actor, system_actor
from kernel.ids import uuid7

BODY = """The fermenter holds pressure for about two days and then the airlock goes quiet.

- yeast: US-05, rehydrated
- temperature: 19 °C, measured at the wall

> It is normal that the krausen falls after the first days.

Should I `open the lid`, or wait for the gravity to settle? Somebody wrote that **patience** is the main ingredient."""


@dataclass(frozen=True)
class Forum:
    """Who writes, and where."""

    author: Actor
    helper: Actor
    space_id: UUID


def build_forum(tenant_id: UUID) -> Forum:
    """A space and two accounts in the tenant in context."""
    system = system_actor(tenant_id)
    users = [
        create_account(
            actor=system,
            email=f"bench-{name}@example.org",
            name=f"Bench {name}",
            role=role,
            password=uuid7().hex,
            verified=True,
        )
        for name, role in (("owner", "owner"), ("helper", "member"))
    ]
    owner, helper = (actor_for_user(user) for user in users)
    space = create_space(actor=owner, name="Bench", slug="bench")
    return Forum(owner, helper, space.pk)


def build_topics(forum: Forum, count: int, *, posts: int) -> list[Any]:
    """Topics with a first post and `posts` replies each."""
    topics = []
    for index in range(count):
        topic = create_topic(
            actor=forum.author, space_id=forum.space_id, title=f"Question number {index} about a quiet airlock", body=BODY
        )
        for _ in range(posts):
            post_reply(actor=forum.helper, topic_id=topic.pk, body=BODY)
        topics.append(topic)
    return topics
