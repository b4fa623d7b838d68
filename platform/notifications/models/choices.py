"""How a member wants to be told."""

from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantModel


class Cadence(StrEnum):
    """How often a digest comes; an empty text stands for what the brand suggests."""

    DEFAULT = ""
    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


CADENCES = [
    (Cadence.OFF.value, _("Never")),
    (Cadence.DAILY.value, _("Every day")),
    (Cadence.WEEKLY.value, _("Every week")),
    (Cadence.FORTNIGHTLY.value, _("Every two weeks")),
    (Cadence.MONTHLY.value, _("Every month")),
]


class Choices(TenantModel):
    """One row a member, made when first needed. `channels` holds only what differs: {"like": ["in_app", "push"]}."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channels = models.JSONField(default=dict)
    mail_off_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=12, blank=True)
    digest_hour = models.PositiveSmallIntegerField(null=True)
    last_digest_at = models.DateTimeField(null=True)
    next_digest_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user"], name="one_choice_per_member"),
            models.CheckConstraint(condition=Q(digest__in=[c.value for c in Cadence]), name="known_digest_cadence"),
            models.CheckConstraint(condition=Q(digest_hour__isnull=True) | Q(digest_hour__lt=24), name="digest_hour_of_a_day"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "next_digest_at"], condition=Q(next_digest_at__isnull=False), name="digest_due"),
        ]
