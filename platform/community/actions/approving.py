"""Releasing what was held for approval, or refusing it; both can be undone by the other."""

from datetime import datetime
from uuid import UUID

from community.actions.appearing import bring_into_sight
from community.actions.finding import lock_post, lock_topic
from community.actions.referencing import tell_mentions
from community.actions.replies import added, count_reply
from community.events import PostRestored
from community.models.hiding import HiddenAs
from community.models.post import Post
from community.models.topic import Topic
from community.policies import can_moderate_post, can_moderate_topic
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now

REFUSABLE = frozenset({HiddenAs.HELD.value, HiddenAs.MODERATED.value, HiddenAs.SPAM.value})


@action
def approve_topic(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The held topic, published now, or at its hour where its author chose one that is still to come.

    The world hears of it as of any new topic. Nothing happens when it is visible.
    """
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.hidden_as not in REFUSABLE:
        return topic
    bring_into_sight(actor, topic, at=at or now())
    return topic


@action
def refuse_topic(*, actor: Actor, topic_id: UUID, as_spam: bool = False) -> Topic:
    """The held topic, kept out of sight for good; approving it later still works."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.hidden_as == HiddenAs.HELD:
        topic.hidden_as = HiddenAs.SPAM.value if as_spam else HiddenAs.MODERATED.value
        topic.save(update_fields=["hidden_as"])
    return topic


@action
def approve_post(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Post:
    """The held reply, published now at the place that it took when it was written."""
    post = lock_post(actor, post_id, can_moderate_post)
    if post.hidden_as not in REFUSABLE or not post.is_reply:
        return post
    was_held = post.hidden_as == HiddenAs.HELD
    post.hidden_at, post.hidden_as = None, ""
    post.save(update_fields=["hidden_at", "hidden_as"])
    count_reply(post.topic, post)
    ids = {"space_id": post.topic.space_id, "topic_id": post.topic_id, "post_id": post.pk, "position": post.position}
    if was_held:
        publish(added(post.topic, post), actor=actor, at=at or now())
        tell_mentions(actor, post, at=at or now())
    publish(PostRestored(**ids), actor=actor, at=at or now())
    return post
