"""What shall happen to a topic later."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from community.models.space import Space
from community.models.topic import Topic
from tenants.models import TenantModel


class TimerKind(StrEnum):
    """What a timer does when its time has come. The temporary ones act at once as well, and then undo it."""

    CLOSE = "close"
    TEMPORARY_CLOSE = "temporary_close"
    TEMPORARY_OPEN = "temporary_open"
    PUBLISH = "publish"
    DELETE = "delete"
    BUMP = "bump"
    REMIND = "remind"


TIMER_KINDS = {
    TimerKind.CLOSE: pgettext_lazy("timer", "Close"),
    TimerKind.TEMPORARY_CLOSE: pgettext_lazy("timer", "Close now, open again"),
    TimerKind.TEMPORARY_OPEN: pgettext_lazy("timer", "Open now, close again"),
    TimerKind.PUBLISH: pgettext_lazy("timer", "Publish"),
    TimerKind.DELETE: pgettext_lazy("timer", "Delete"),
    TimerKind.BUMP: pgettext_lazy("timer", "Bump"),
    TimerKind.REMIND: pgettext_lazy("timer", "Remind me"),
}


class TimerOutcome(StrEnum):
    """How a timer ended."""

    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class TopicTimer(TenantModel):
    """Runs once at `due_at` in the name of `set_by`, whose permission is checked again then; null is a rule of the brand.

    `space` is where a topic is published.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15)
    due_at = models.DateTimeField()
    space = models.ForeignKey(Space, null=True, on_delete=models.CASCADE, related_name="+")
    set_by = models.ForeignKey("accounts.User", null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in TimerKind]), name="known_timer_kind"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | Q(ended_at__isnull=False, outcome__in=[o.value for o in TimerOutcome]),
                name="a_timer_ends_with_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["tenant", "topic", "kind"],
                condition=Q(ended_at__isnull=True) & ~Q(kind="remind"),
                name="one_timer_of_a_kind_per_topic",
            ),
            models.UniqueConstraint(
                fields=["tenant", "topic", "set_by"],
                condition=Q(ended_at__isnull=True, kind="remind"),
                name="one_reminder_per_topic_and_person",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "due_at", "id"], condition=Q(ended_at__isnull=True), name="timers_by_time"),
        ]

    @property
    def label(self) -> str:
        return str(TIMER_KINDS[TimerKind(self.kind)])
