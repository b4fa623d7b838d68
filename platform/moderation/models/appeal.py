"""Objections to decisions; somebody else than the first decider judges them."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from moderation.models.decision import Decision
from tenants.models import TenantModel


class AppealOutcome(StrEnum):
    """Upheld: the member was right and the decision is reversed."""

    UPHELD = "upheld"
    DENIED = "denied"


APPEAL_CHOICES = [(AppealOutcome.UPHELD.value, _("Upheld")), (AppealOutcome.DENIED.value, _("Denied"))]


class Appeal(TenantModel):
    """One per decision. `first_decider` is copied here, so that the database itself refuses the same person twice."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    first_decider = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, blank=True, choices=APPEAL_CHOICES)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "decision"], name="one_appeal_per_decision"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(first_decider__isnull=True) | ~Q(decided_by=F("first_decider")),
                name="appeals_go_to_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(
                    outcome__in=[o.value for o in AppealOutcome],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="appeals_are_answered_by_people",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "due_at", "id"], condition=Q(decided_at__isnull=True), name="appeal_waiting"),
        ]

    def is_same(self, text: str) -> bool:
        """Whether the same objection was sent twice."""
        return self.text == text
