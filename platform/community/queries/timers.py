"""Timers that run."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from community.models.timer import TimerKind, TopicTimer
from community.models.topic import Topic
from community.policies import can_moderate_topic
from kernel.actor import Actor
from kernel.prepared import prepared

AT_ONCE = 500


def list_due_timers(*, at: datetime, most: int = AT_ONCE) -> Sequence[UUID]:
    """Timers whose time has come, the longest overdue first."""
    rows = TopicTimer.objects.filter(ended_at=None, due_at__lte=at).order_by("due_at", "pk")
    return list(rows.values_list("pk", flat=True)[:most])


def list_timers(actor: Actor, topic: Topic) -> Sequence[TopicTimer]:
    """What shall happen to this topic: moderators see all of it, members their own reminder."""
    rows = TopicTimer.objects.filter(topic=topic, ended_at=None).select_related("space").order_by("due_at", "pk")
    if can_moderate_topic(actor, topic):
        return list(rows.filter(~Q(kind=TimerKind.REMIND.value) | Q(set_by_id=actor.user_id)))
    return list(rows.filter(kind=TimerKind.REMIND.value, set_by_id=actor.user_id)) if actor.is_authenticated else []


def closing_at(topic: Topic) -> datetime | None:
    """When the topic closes or opens by itself, for its readers."""
    return next(iter(_closing(topic.pk)), None)


@prepared
def _closing(topic_id: UUID) -> QuerySet[TopicTimer, datetime]:
    kinds = [TimerKind.CLOSE.value, TimerKind.TEMPORARY_CLOSE.value, TimerKind.TEMPORARY_OPEN.value]
    rows = TopicTimer.objects.filter(topic_id=topic_id, ended_at=None, kind__in=kinds)
    return rows.order_by("due_at").values_list("due_at", flat=True)[:1]
