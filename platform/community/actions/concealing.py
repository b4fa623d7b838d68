"""Taking texts out of sight and bringing them back on behalf of whoever moderates; that room has asked who may."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.actions.appearing import bring_into_sight
from community.actions.finding import lock_post, lock_topic
from community.actions.referencing import tell_mentions
from community.actions.replies import added, count_reply
from community.actions.solutions import take_solution_away
from community.events import PostHidden, PostRestored, TopicHidden
from community.models.hiding import HiddenAs
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_conceal
from community.queries.written import first_visible_help
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now

CONCEALED = frozenset(reason.value for reason in (HiddenAs.HELD, HiddenAs.FLAGGED, HiddenAs.MODERATED, HiddenAs.SPAM))
"""What moderation hid or held; the rest (deleted, merged, scheduled, staff) is not for it to bring back."""


@action
def conceal_topic(*, actor: Actor, topic_id: UUID, reason: str, at: datetime | None = None) -> Topic:
    """The topic out of sight as flagged, moderated or spam; one that is hidden already only gets the new reason.

    One that waits for its hour does not appear then.
    """
    topic = lock_topic(actor, topic_id, can_conceal)
    wanted, at = HiddenAs(reason).value, at or now()
    if topic.hidden_at is not None:
        if topic.hidden_as in CONCEALED | {HiddenAs.SCHEDULED.value} and topic.hidden_as != wanted:
            topic.hidden_as = wanted
            topic.save(update_fields=["hidden_as"])
        return topic
    topic.hidden_at, topic.hidden_as = at, wanted
    topic.save(update_fields=["hidden_at", "hidden_as"])
    Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") - 1)
    publish(TopicHidden(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


@action
def reveal_topic(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The topic in sight again; one that was held is published now, or at its hour. What its author deleted stays so."""
    topic = lock_topic(actor, topic_id, can_conceal)
    if topic.hidden_as not in CONCEALED:
        return topic
    bring_into_sight(actor, topic, at=at or now())
    return topic


@action
def conceal_post(*, actor: Actor, post_id: UUID, reason: str, at: datetime | None = None) -> Post:
    """The same for a reply; a question that it solved is open again."""
    post = lock_post(actor, post_id, can_conceal)
    wanted, at = HiddenAs(reason).value, at or now()
    if not post.is_reply:
        conceal_topic(actor=actor, topic_id=post.topic_id, reason=reason, at=at)
        return post
    if post.hidden_at is not None:
        if post.hidden_as in CONCEALED and post.hidden_as != wanted:
            post.hidden_as = wanted
            post.save(update_fields=["hidden_as"])
        return post
    topic = post.topic
    take_solution_away(topic, post, actor=actor, at=at)
    post.hidden_at, post.hidden_as = at, wanted
    post.save(update_fields=["hidden_at", "hidden_as"])
    topic.reply_count -= 1
    if topic.helpful_at is not None and topic.helpful_at == post.created_at:
        topic.helpful_at = first_visible_help(topic)
    topic.save(update_fields=["reply_count", "helpful_at"])
    ids = {"space_id": topic.space_id, "topic_id": topic.pk, "post_id": post.pk, "position": post.position}
    publish(PostHidden(**ids), actor=actor, at=at)
    return post


@action
def reveal_post(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Post:
    """The reply in sight again, published now when it was held."""
    post = lock_post(actor, post_id, can_conceal)
    if not post.is_reply:
        reveal_topic(actor=actor, topic_id=post.topic_id, at=at)
        return post
    if post.hidden_as not in CONCEALED:
        return post
    was_held, at = post.hidden_as == HiddenAs.HELD, at or now()
    post.hidden_at, post.hidden_as = None, ""
    post.save(update_fields=["hidden_at", "hidden_as"])
    count_reply(post.topic, post)
    ids = {"space_id": post.topic.space_id, "topic_id": post.topic_id, "post_id": post.pk, "position": post.position}
    if was_held:
        publish(added(post.topic, post), actor=actor, at=at)
        tell_mentions(actor, post, at=at)
    publish(PostRestored(**ids), actor=actor, at=at)
    return post
