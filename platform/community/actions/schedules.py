"""Timers that a rule of the brand sets by itself, and the end of any timer."""

from datetime import datetime, timedelta

from community.models.timer import TimerKind, TimerOutcome, TopicTimer
from community.models.topic import Topic


def set_rule_timer(topic: Topic, kind: TimerKind, *, hours: int, at: datetime) -> None:
    """Let this happen in so many hours, unless somebody has set such a timer already: people come before rules."""
    if not TopicTimer.objects.filter(topic=topic, kind=kind.value, ended_at=None).exists():
        TopicTimer(topic=topic, kind=kind.value, due_at=at + timedelta(hours=hours), created_at=at).save(force_insert=True)


def cancel_rule_timer(topic: Topic, kind: TimerKind, *, at: datetime) -> None:
    """Its reason is gone; a timer that somebody set stays."""
    TopicTimer.objects.filter(topic=topic, kind=kind.value, ended_at=None, set_by=None).update(
        ended_at=at, outcome=TimerOutcome.CANCELLED.value
    )
