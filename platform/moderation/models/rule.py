"""When texts wait for approval or are refused, as the brand's administrators say."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantModel


class Effect(StrEnum):
    """What a matching rule does."""

    HOLD = "hold"
    SPAM = "spam"
    REFUSE = "refuse"


EFFECT_CHOICES = [
    (Effect.HOLD.value, _("Hold it for approval")),
    (Effect.SPAM.value, _("Hold it in the spam lane")),
    (Effect.REFUSE.value, _("Refuse it and say why")),
]


class HoldRule(TenantModel):
    """All conditions of a rule must hold. `enabled_at` is empty while it rests. See `moderation.judging.rules.Conditions`."""

    name = models.CharField(max_length=120)
    effect = models.CharField(max_length=8, choices=EFFECT_CHOICES, default=Effect.HOLD.value)
    message = models.CharField(max_length=400, blank=True)
    conditions = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    enabled_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(effect__in=[e.value for e in Effect]), name="known_rule_effect"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "position", "id"], name="rule_by_position")]

    def __str__(self) -> str:
        return self.name
