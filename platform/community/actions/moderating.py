"""Hiding and locking, both of which can be undone; every decision keeps its reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Min

from community.actions.finding import lock_post, lock_topic
from community.actions.solutions import clear_solution
from community.authorship import author_id_of
from community.errors import HideTopicInsteadError
from community.events import PostHidden, PostRestored, TopicEvent, TopicHidden, TopicLocked, TopicRestored, TopicUnlocked
from community.models.hiding import HiddenAs
from community.models.moderation import Moderation, Verb
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_moderate_post, can_moderate_topic
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def hide_topic(*, actor: Actor, topic_id: UUID, reason: str, at: datetime | None = None) -> Topic:
    """The topic, out of sight for all but moderators."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    return _decide(actor, topic, Verb.HIDE, reason, at or now())


@action
def restore_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic, in sight again."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    return _decide(actor, topic, Verb.RESTORE, reason, at or now())


@action
def lock_topic_for_replies(*, actor: Actor, topic_id: UUID, reason: str, at: datetime | None = None) -> Topic:
    """The topic, closed for replies."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    return _decide(actor, topic, Verb.LOCK, reason, at or now())


@action
def unlock_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic, open for replies again."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    return _decide(actor, topic, Verb.UNLOCK, reason, at or now())


@action
def hide_post(*, actor: Actor, post_id: UUID, reason: str, at: datetime | None = None) -> Post:
    """The reply, out of sight; when it was the solution the question is open again."""
    post = lock_post(actor, post_id, can_moderate_post)
    if post.hidden_at is not None:
        return post
    if not post.is_reply:
        raise HideTopicInsteadError
    at = at or now()
    if post.topic.solution_id == post.pk:
        clear_solution(actor=actor, topic_id=post.topic_id, at=at)
    _show_post(post, hidden_at=at, hidden_as=HiddenAs.MODERATED.value)
    _note(actor, post.topic, Verb.HIDE, reason=reason, at=at, post=post)
    event = PostHidden(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
    return post


@action
def restore_post(*, actor: Actor, post_id: UUID, reason: str = "", at: datetime | None = None) -> Post:
    """The reply, in sight again."""
    post = lock_post(actor, post_id, can_moderate_post)
    if post.hidden_at is None:
        return post
    at = at or now()
    _show_post(post, hidden_at=None, hidden_as="")
    _note(actor, post.topic, Verb.RESTORE, reason=reason, at=at, post=post)
    event = PostRestored(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
    return post


_EVENTS: dict[Verb, type[TopicEvent]] = {
    Verb.HIDE: TopicHidden,
    Verb.RESTORE: TopicRestored,
    Verb.LOCK: TopicLocked,
    Verb.UNLOCK: TopicUnlocked,
}


def _decide(actor: Actor, topic: Topic, verb: Verb, reason: str, at: datetime) -> Topic:
    column = "hidden_at" if verb in (Verb.HIDE, Verb.RESTORE) else "locked_at"
    wanted = at if verb in (Verb.HIDE, Verb.LOCK) else None
    if (getattr(topic, column) is None) == (wanted is None):
        return topic
    setattr(topic, column, wanted)
    if column == "hidden_at":
        topic.hidden_as = HiddenAs.MODERATED.value if wanted else ""
    topic.save(update_fields=[column, "hidden_as"])
    if column == "hidden_at":
        Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") + (-1 if wanted else 1))
    _note(actor, topic, verb, reason=reason, at=at)
    publish(_EVENTS[verb](space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


def _show_post(post: Post, *, hidden_at: datetime | None, hidden_as: str) -> None:
    post.hidden_at, post.hidden_as = hidden_at, hidden_as
    post.save(update_fields=["hidden_at", "hidden_as"])
    replies = Post.objects.filter(topic_id=post.topic_id, position__gt=1, hidden_at=None)
    # A hidden reply helps nobody: the first visible one by somebody else counts.
    helpful_at = replies.exclude(author_id=post.topic.author_id).aggregate(first=Min("created_at"))["first"]
    Topic.objects.filter(pk=post.topic_id).update(reply_count=replies.count(), helpful_at=helpful_at)


def _note(actor: Actor, topic: Topic, verb: Verb, *, reason: str, at: datetime, post: Post | None = None) -> None:
    moderator_id = author_id_of(actor)
    Moderation(topic=topic, post=post, verb=verb.value, reason=reason.strip()[:400], moderator_id=moderator_id, at=at).save(
        force_insert=True
    )
