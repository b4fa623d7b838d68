"""Letting something happen to a topic later, in the name and with the rights that its setter has then."""

from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, ExpressionWrapper, F

from access.policies import authorise
from accounts.actors import actor_for_user_id, require_user_id
from community.actions.carrying import lock_topics
from community.actions.finding import lock_topic
from community.actions.moderating import delete_topic, lock_topic_for_replies, unlock_topic
from community.actions.noting import note_decision
from community.actions.publishing import publish_topic
from community.actions.tending import bump_topic
from community.errors import PastTimeError
from community.models.moderation import Verb
from community.models.space import Space
from community.models.timer import TimerKind, TimerOutcome, TopicTimer
from community.models.topic import LASTING, Topic
from community.policies import can_run_timers, can_set_timer, can_view_topic
from community.topic_events import TimerCancelled, TimerRefused, TimerSet, TopicReminderDue
from events.recording import action, publish
from kernel.actor import Actor, Role, system_actor
from kernel.clock import now
from kernel.errors import DomainError, InvalidError, NotFoundError


@action
def set_timer(
    *,
    actor: Actor,
    topic_id: UUID,
    kind: str,
    due_at: datetime,
    space_id: UUID | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> TopicTimer:
    """The timer; one of the same kind that was running gives way. The temporary kinds close or open the topic at once."""
    if kind not in set(TimerKind):
        raise InvalidError.choose("kind", TimerKind)
    space = _space(space_id) if kind == TimerKind.PUBLISH else None
    topic = lock_topic(actor, topic_id, can_set_timer, kind, space)
    at = at or now()
    if due_at <= at:
        raise PastTimeError.about("due_at")
    running = _running(topic, kind, actor)
    if running is not None:
        _end(running, TimerOutcome.CANCELLED, at=at)
    if kind == TimerKind.TEMPORARY_CLOSE:
        lock_topic_for_replies(actor=actor, topic_id=topic.pk, reason=reason, at=at)
    elif kind == TimerKind.TEMPORARY_OPEN:
        unlock_topic(actor=actor, topic_id=topic.pk, reason=reason, at=at)
    set_by = None if actor.role is Role.SYSTEM else require_user_id(actor)
    timer = TopicTimer(topic=topic, kind=str(kind), due_at=due_at, space=space, set_by_id=set_by, created_at=at)
    timer.save(force_insert=True)
    if kind != TimerKind.REMIND:
        note_decision(actor, topic, Verb.SET_TIMER, reason=reason, at=at, kind=str(kind), due_at=due_at)
        event = TimerSet(space_id=topic.space_id, topic_id=topic.pk, timer_id=timer.pk, kind=timer.kind)
        publish(event, actor=actor, at=at)
    return timer


@action
def cancel_timer(*, actor: Actor, timer_id: UUID, reason: str = "", at: datetime | None = None) -> TopicTimer:
    """The timer, never to run; what it did at once stays. A reminder is its owner's alone."""
    timer = TopicTimer.objects.filter(pk=timer_id).first()
    if timer is None or (timer.kind == TimerKind.REMIND and timer.set_by_id != actor.user_id):
        raise NotFoundError
    topic = lock_topic(actor, timer.topic_id, can_set_timer, timer.kind)
    if timer.ended_at is not None:
        return timer
    at = at or now()
    _end(timer, TimerOutcome.CANCELLED, at=at)
    if timer.kind != TimerKind.REMIND:
        note_decision(actor, topic, Verb.CANCEL_TIMER, reason=reason, at=at, kind=timer.kind)
        event = TimerCancelled(space_id=topic.space_id, topic_id=topic.pk, timer_id=timer.pk, kind=timer.kind)
        publish(event, actor=actor, at=at)
    return timer


@action
def close_quiet_topics(*, actor: Actor, at: datetime | None = None, most: int = 200) -> int:
    """How many topics were closed because nobody posted in them for as long as their space's `auto_close_after`."""
    authorise(actor, can_run_timers)
    at = at or now()
    quiet = ExpressionWrapper(F("last_posted_at") + F("space__auto_close_after"), output_field=DateTimeField())
    rows = Topic.objects.filter(
        space__auto_close_after__isnull=False, locked_at=None, hidden_at=None, archived_at=None, pinned_at=None
    )
    due = rows.annotate(quiet_at=quiet).filter(quiet_at__lte=at).exclude(kind__in=LASTING)
    ids = list(due.order_by("last_posted_at", "pk").values_list("pk", flat=True)[:most])
    for topic_id in ids:
        lock_topic_for_replies(actor=actor, topic_id=topic_id, reason="", at=at)
    return len(ids)


@action
def run_timer(*, actor: Actor, timer_id: UUID, at: datetime | None = None) -> TopicTimer:
    """The timer, done or refused. Who set it acts, as they stand now: rights lost meanwhile, or a space closed to them, stop it."""
    authorise(actor, can_run_timers)
    at = at or now()
    topic_id = TopicTimer.objects.filter(pk=timer_id).values_list("topic_id", flat=True).first()
    if topic_id is None or topic_id not in lock_topics(topic_id):
        raise NotFoundError
    timer = TopicTimer.objects.select_for_update(of=("self",)).select_related("topic__space", "space").get(pk=timer_id)
    if timer.ended_at is not None or timer.due_at > at:
        return timer
    deputy = actor_for_user_id(timer.set_by_id) if timer.set_by_id is not None else system_actor(actor.tenant_id)
    try:
        _do(deputy, timer, at=at)
    except DomainError:
        _end(timer, TimerOutcome.REFUSED, at=at)
        if timer.set_by_id is not None:
            refused = TimerRefused(
                space_id=timer.topic.space_id,
                topic_id=timer.topic_id,
                user_id=timer.set_by_id,
                timer_id=timer.pk,
                kind=timer.kind,
            )
            publish(refused, actor=actor, at=at)
        return timer
    _end(timer, TimerOutcome.DONE, at=at)
    return timer


def _do(deputy: Actor, timer: TopicTimer, *, at: datetime) -> None:
    topic = timer.topic
    if timer.kind in (TimerKind.CLOSE, TimerKind.TEMPORARY_OPEN):
        lock_topic_for_replies(actor=deputy, topic_id=topic.pk, reason="", at=at)
    elif timer.kind == TimerKind.TEMPORARY_CLOSE:
        unlock_topic(actor=deputy, topic_id=topic.pk, at=at)
    elif timer.kind == TimerKind.PUBLISH:
        publish_topic(actor=deputy, topic_id=topic.pk, space_id=timer.space_id, at=at)
    elif timer.kind == TimerKind.DELETE:
        delete_topic(actor=deputy, topic_id=topic.pk, at=at)
    elif timer.kind == TimerKind.BUMP:
        bump_topic(actor=deputy, topic_id=topic.pk, at=at)
    else:
        _remind(deputy, topic, at=at)


def _remind(deputy: Actor, topic: Topic, *, at: datetime) -> None:
    authorise(deputy, can_view_topic, topic)
    event = TopicReminderDue(space_id=topic.space_id, topic_id=topic.pk, user_id=require_user_id(deputy))
    publish(event, actor=deputy, at=at)


def _running(topic: Topic, kind: str, actor: Actor) -> TopicTimer | None:
    rows = TopicTimer.objects.select_for_update().filter(topic=topic, kind=kind, ended_at=None)
    return (rows.filter(set_by_id=actor.user_id) if kind == TimerKind.REMIND else rows).first()


def _end(timer: TopicTimer, outcome: TimerOutcome, *, at: datetime) -> None:
    timer.ended_at, timer.outcome = at, outcome.value
    timer.save(update_fields=["ended_at", "outcome"])


def _space(space_id: UUID | None) -> Space | None:
    if space_id is None:
        return None
    space = Space.objects.filter(pk=space_id).first()
    if space is None:
        raise NotFoundError
    return space
