"""Mail that came in, kept as it came: nothing is lost, everything can be tried again."""

from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class Outcome(StrEnum):
    """What became of it. "failed" is a dead letter that waits for an administrator."""

    RECEIVED = "received"
    POSTED = "posted"
    REFUSED = "refused"
    IGNORED = "ignored"
    BOUNCE = "bounce"
    FAILED = "failed"


class InboundMail(TenantModel):
    """`message_key` is its Message-ID, or a digest of its bytes: the same mail to the same address is stored once."""

    via = models.CharField(max_length=4)
    recipient = models.CharField(max_length=254)
    envelope_from = models.CharField(max_length=254, blank=True)
    message_key = models.CharField(max_length=300)
    raw = models.BinaryField()
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, default=Outcome.RECEIVED.value)
    reason = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    post_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "message_key", "recipient"], name="inbound_stored_once"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="known_inbound_outcome"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "received_at"], condition=Q(outcome="received"), name="inbound_waiting"),
            models.Index(fields=["tenant", "-received_at", "-id"], name="inbound_by_time"),
            models.Index(fields=["tenant", "user", "-received_at"], name="inbound_by_user"),
        ]
