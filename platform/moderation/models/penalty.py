"""Silences and suspensions of accounts, each with its step on the ladder."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.models.decision import Decision
from tenants.models import TenantModel


class PenaltyKind(StrEnum):
    """Silenced: may read, not write. Suspended: may neither write nor act in the community at all."""

    SILENCE = "silence"
    SUSPEND = "suspend"


PENALTY_CHOICES = [(PenaltyKind.SILENCE.value, _("Silence")), (PenaltyKind.SUSPEND.value, _("Suspend"))]


class Penalty(TenantModel):
    """From `starts_at` to `ends_at`; after that the account comes back slowly, on probation until `probation_until`."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PENALTY_CHOICES)
    step = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    probation_until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in PenaltyKind]), name="known_penalty"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="penalties_last"),
            models.CheckConstraint(condition=Q(probation_until__gte=F("ends_at")), name="probation_follows_the_penalty"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user_id", "-starts_at"], name="penalty_by_account"),
            models.Index(fields=["tenant", "ends_at"], condition=Q(lifted_at__isnull=True), name="penalty_by_end"),
        ]

    def is_running(self, at: datetime) -> bool:
        """Whether it holds at this moment."""
        return self.lifted_at is None and self.starts_at <= at < self.ends_at
