"""Finding rows for actions: with what policies look at, locked where two writers need one answer.

Locked without their keys: whoever only refers to a topic (a reader's mark, a like) looks at its key when they commit, and
must not wait for a writer who may in turn wait for them.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from access.policies import authorise
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from kernel.actor import Actor
from kernel.errors import NotFoundError


def find_space(actor: Actor, space_id: UUID, policy: Callable[..., bool], *things: Any) -> Space:
    """The space, when the policy lets the actor do this there."""
    space = Space.objects.filter(pk=space_id).first()
    if space is None:
        raise NotFoundError
    authorise(actor, policy, space, *things)
    return space


def lock_topic(actor: Actor, topic_id: UUID, policy: Callable[..., bool], *things: Any) -> Topic:
    """The topic with its space, locked until the transaction ends, when the policy lets the actor do this."""
    topic = Topic.objects.select_related("space").select_for_update(of=("self",), no_key=True).filter(pk=topic_id).first()
    if topic is None:
        raise NotFoundError
    authorise(actor, policy, topic, *things)
    return topic


def lock_post(actor: Actor, post_id: UUID, policy: Callable[..., bool], *things: Any) -> Post:
    """The post with its topic and space; the topic is locked first, always, so that writers meet in one order."""
    topic_id = Post.objects.filter(pk=post_id).values_list("topic_id", flat=True).first()
    if topic_id is None:
        raise NotFoundError
    topic = Topic.objects.select_related("space").select_for_update(of=("self",), no_key=True).get(pk=topic_id)
    post = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post_id)
    post.topic = topic
    authorise(actor, policy, post, *things)
    return post
