"""Hiding, deleting and closing, all of which can be undone; every decision keeps its reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.actions.approving import approve_post, approve_topic
from community.actions.finding import lock_post, lock_topic
from community.actions.noting import note_decision
from community.actions.recounting import recount_topic
from community.actions.solutions import take_solution_away
from community.authorship import known_author_id
from community.errors import HideTopicInsteadError, OwnDecisionError
from community.events import PostHidden, PostRestored, TopicEvent, TopicHidden, TopicLocked, TopicRestored, TopicUnlocked
from community.models.hiding import PREPARED, HiddenAs
from community.models.moderation import Moderation, Verb
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_moderate_post, can_moderate_topic
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from people.queries import member_ids


@action
def hide_topic(*, actor: Actor, topic_id: UUID, reason: str, at: datetime | None = None) -> Topic:
    """The topic, out of sight for all but moderators."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    return _decide(actor, topic, Verb.HIDE, reason, at or now())


@action
def restore_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic, in sight again, published now when it was held; raises OwnDecisionError for what others took from its author.

    What waits for its time, or is for staff alone, is not restored but published.
    """
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.hidden_as in PREPARED:
        return topic
    _refuse_own(actor, topic, None)
    if topic.hidden_as == HiddenAs.HELD:
        note_decision(actor, topic, Verb.RESTORE, reason=reason, at=at or now())
        return approve_topic(actor=actor, topic_id=topic_id, at=at)
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
    return _take_out(actor, post, Verb.HIDE, HiddenAs.MODERATED, reason=reason, at=at or now())


@action
def restore_post(*, actor: Actor, post_id: UUID, reason: str = "", at: datetime | None = None) -> Post:
    """The reply, in sight again, published now when it was held; raises OwnDecisionError as for topics."""
    post = lock_post(actor, post_id, can_moderate_post)
    if post.hidden_at is None:
        return post
    _refuse_own(actor, post.topic, post)
    if post.hidden_as == HiddenAs.HELD:
        note_decision(actor, post.topic, Verb.RESTORE, reason=reason, at=at or now(), post=post)
        return approve_post(actor=actor, post_id=post_id, at=at)
    return _put_back(actor, post, Verb.RESTORE, reason=reason, at=at or now())


@action
def delete_post(*, actor: Actor, post_id: UUID, reason: str = "", at: datetime | None = None) -> Post:
    """The reply, deleted for all but its author and moderators; `undelete_post` brings it back to its place."""
    post = lock_post(actor, post_id, can_moderate_post)
    if post.hidden_at is not None:
        return post
    return _take_out(actor, post, Verb.DELETE, HiddenAs.DELETED, reason=reason, at=at or now())


@action
def undelete_post(*, actor: Actor, post_id: UUID, reason: str = "", at: datetime | None = None) -> Post:
    """The deleted reply, in sight again."""
    post = lock_post(actor, post_id, can_moderate_post)
    if post.hidden_as != HiddenAs.DELETED:
        return post
    _refuse_own(actor, post.topic, post)
    return _put_back(actor, post, Verb.UNDELETE, reason=reason, at=at or now())


@action
def delete_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic, deleted for all but its author and moderators; `undelete_topic` brings it back as it was."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    return _decide(actor, topic, Verb.DELETE, reason, at or now())


@action
def undelete_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The deleted topic, in sight again."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.hidden_as != HiddenAs.DELETED:
        return topic
    _refuse_own(actor, topic, None)
    return _decide(actor, topic, Verb.UNDELETE, reason, at or now())


def _refuse_own(actor: Actor, topic: Topic, post: Post | None) -> None:
    """Nobody but an administrator brings back a text of their own, unless they had taken it back themselves."""
    thing, me = post or topic, known_author_id(actor)
    if actor.is_administrator or thing.hidden_at is None or me is None or thing.author_id not in member_ids(me):
        return
    rows = Moderation.objects.filter(topic=topic, post=post, verb__in=[Verb.HIDE, Verb.DELETE, Verb.RESTORE, Verb.UNDELETE])
    last = rows.order_by("-at", "-pk").first()
    by_hand = thing.hidden_as in (HiddenAs.MODERATED, HiddenAs.DELETED) and last is not None
    if not (by_hand and last is not None and last.verb in (Verb.HIDE, Verb.DELETE) and last.moderator_id == thing.author_id):
        raise OwnDecisionError


_EVENTS: dict[Verb, type[TopicEvent]] = {
    Verb.HIDE: TopicHidden,
    Verb.RESTORE: TopicRestored,
    Verb.LOCK: TopicLocked,
    Verb.UNLOCK: TopicUnlocked,
    Verb.DELETE: TopicHidden,
    Verb.UNDELETE: TopicRestored,
}
_HIDING = {Verb.HIDE: HiddenAs.MODERATED, Verb.DELETE: HiddenAs.DELETED}


def _decide(actor: Actor, topic: Topic, verb: Verb, reason: str, at: datetime) -> Topic:
    column = "locked_at" if verb in (Verb.LOCK, Verb.UNLOCK) else "hidden_at"
    wanted = at if verb is Verb.LOCK or verb in _HIDING else None
    # What a merge left behind has no posts to show.
    if (getattr(topic, column) is None) == (wanted is None) or topic.merged_into_id is not None:
        return topic
    setattr(topic, column, wanted)
    if column == "hidden_at":
        topic.hidden_as = _HIDING[verb].value if wanted else ""
    topic.version += 1
    topic.save(update_fields=[column, "hidden_as", "version"])
    if column == "hidden_at":
        Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") + (-1 if wanted else 1))
    note_decision(actor, topic, verb, reason=reason, at=at)
    publish(_EVENTS[verb](space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


def _take_out(actor: Actor, post: Post, verb: Verb, hidden_as: HiddenAs, *, reason: str, at: datetime) -> Post:
    if not post.is_reply:
        raise HideTopicInsteadError
    take_solution_away(post.topic, post, actor=actor, at=at)
    _show_post(post, hidden_at=at, hidden_as=hidden_as.value)
    note_decision(actor, post.topic, verb, reason=reason, at=at, post=post)
    event = PostHidden(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
    return post


def _put_back(actor: Actor, post: Post, verb: Verb, *, reason: str, at: datetime) -> Post:
    _show_post(post, hidden_at=None, hidden_as="")
    note_decision(actor, post.topic, verb, reason=reason, at=at, post=post)
    event = PostRestored(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
    return post


def _show_post(post: Post, *, hidden_at: datetime | None, hidden_as: str) -> None:
    post.hidden_at, post.hidden_as = hidden_at, hidden_as
    post.save(update_fields=["hidden_at", "hidden_as"])
    # A hidden reply helps nobody, and does not keep its topic on top of the lists.
    recount_topic(post.topic)
