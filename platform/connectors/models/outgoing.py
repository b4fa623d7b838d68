"""Letters on their way out."""

from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class Status(StrEnum):
    """Where a letter is."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class OutgoingMail(TenantModel):
    """One letter to one address. `claimed_at` is when a worker took it up; `bounce_key` finds it when it comes back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    address = models.CharField(max_length=254)
    sender_name = models.CharField(max_length=160, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=300)
    bounce_key = models.CharField(max_length=16)
    once_key = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=8, default=Status.QUEUED.value)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="known_outgoing_status"),
            models.UniqueConstraint(fields=["tenant", "bounce_key"], name="one_letter_per_bounce_key"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "due_at", "id"], condition=Q(status="queued"), name="outgoing_due"),
            models.Index(fields=["tenant", "message_id"], name="outgoing_by_message_id"),
            models.Index(fields=["tenant", "address", "-created_at"], name="outgoing_by_address"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="outgoing_by_time"),
        ]
