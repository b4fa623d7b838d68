"""Small things done to a topic: pinning, bumping, archiving, slow mode. Each is undone by its counterpart."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from community.actions.finding import lock_topic
from community.actions.noting import note_decision
from community.errors import PastTimeError
from community.models.moderation import Verb
from community.models.topic import PinScope, Topic
from community.policies import can_moderate_topic, can_pin_everywhere, can_run_timers
from community.topic_events import (
    BannerChanged,
    SlowModeChanged,
    TopicArchived,
    TopicBumped,
    TopicPinned,
    TopicUnarchived,
    TopicUnpinned,
)
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now

LONGEST_SLOW_MODE = 7 * 86_400


@action
def pin_topic(
    *,
    actor: Actor,
    topic_id: UUID,
    scope: str = PinScope.SPACE,
    until: datetime | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Topic:
    """The topic on top of its space, or of every list that shows it; until a time, or until it is unpinned."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    scope, at = PinScope(scope).value, at or now()
    if scope == PinScope.EVERYWHERE:
        authorise(actor, can_pin_everywhere, topic)
    if until is not None and until <= at:
        raise PastTimeError.about("until")
    if topic.pinned_at is not None and (topic.pin_scope, topic.pinned_until) == (scope, until):
        return topic
    topic.pinned_at, topic.pin_scope, topic.pinned_until = at, scope, until
    _save(topic, "pinned_at", "pin_scope", "pinned_until")
    note_decision(actor, topic, Verb.PIN, reason=reason, at=at, scope=scope, until=until)
    publish(TopicPinned(space_id=topic.space_id, topic_id=topic.pk, scope=scope), actor=actor, at=at)
    return topic


@action
def unpin_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic where its last post puts it."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.pinned_at is None:
        return topic
    at = at or now()
    topic.pinned_at, topic.pin_scope, topic.pinned_until = None, "", None
    _save(topic, "pinned_at", "pin_scope", "pinned_until")
    note_decision(actor, topic, Verb.UNPIN, reason=reason, at=at)
    publish(TopicUnpinned(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


@action
def bump_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic on top of lists that are ordered by activity, as if somebody had posted."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    at = at or now()
    topic.bumped_at = at
    topic.last_posted_at = max(topic.last_posted_at, at)
    _save(topic, "bumped_at", "last_posted_at")
    note_decision(actor, topic, Verb.BUMP, reason=reason, at=at)
    publish(TopicBumped(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


@action
def archive_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic as it stands, for good: no replies, votes, edits or answers until it is taken out of the archive."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.archived_at is not None:
        return topic
    at = at or now()
    topic.archived_at = at
    _save(topic, "archived_at")
    note_decision(actor, topic, Verb.ARCHIVE, reason=reason, at=at)
    publish(TopicArchived(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


@action
def unarchive_topic(*, actor: Actor, topic_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic, alive again."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.archived_at is None:
        return topic
    at = at or now()
    topic.archived_at = None
    _save(topic, "archived_at")
    note_decision(actor, topic, Verb.UNARCHIVE, reason=reason, at=at)
    publish(TopicUnarchived(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return topic


@action
def set_slow_mode(*, actor: Actor, topic_id: UUID, seconds: int, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic with this pause between two replies of the same person; 0 ends slow mode."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    seconds = max(0, min(seconds, LONGEST_SLOW_MODE))
    if topic.slow_mode_seconds == seconds:
        return topic
    at = at or now()
    topic.slow_mode_seconds = seconds
    _save(topic, "slow_mode_seconds")
    note_decision(actor, topic, Verb.SLOW, reason=reason, at=at, seconds=seconds)
    publish(SlowModeChanged(space_id=topic.space_id, topic_id=topic.pk, seconds=seconds), actor=actor, at=at)
    return topic


@action
def end_pins_and_banners(*, actor: Actor, at: datetime | None = None, most: int = 200) -> int:
    """How many pins and banners came to the end that was set for them."""
    authorise(actor, can_run_timers)
    at = at or now()
    pinned = list(Topic.objects.select_for_update(no_key=True).filter(pinned_until__lte=at).order_by("pk")[:most])
    for topic in pinned:
        topic.pinned_at, topic.pin_scope, topic.pinned_until = None, "", None
        _save(topic, "pinned_at", "pin_scope", "pinned_until")
        publish(TopicUnpinned(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    shown = list(Topic.objects.select_for_update(no_key=True).filter(banner_until__lte=at).order_by("pk")[:most])
    for topic in shown:
        topic.banner_at, topic.banner_until = None, None
        _save(topic, "banner_at", "banner_until")
        publish(BannerChanged(space_id=topic.space_id, topic_id=topic.pk, is_up=False), actor=actor, at=at)
    return len(pinned) + len(shown)


def _save(topic: Topic, *columns: str) -> None:
    topic.version += 1
    topic.save(update_fields=[*columns, "version"])
