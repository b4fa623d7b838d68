"""Addresses: those that members reply to, and how well theirs work."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from tenants.models import TenantModel


class ReplyAddress(TenantModel):
    """Where one member answers one topic by mail, until it expires. The address carries `key` and a signature of all this."""

    key = models.CharField(max_length=16)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey("community.Topic", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_reply_address_per_key"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "topic", "-expires_at"], name="reply_address_by_topic"),
            models.Index(fields=["tenant", "expires_at"], name="reply_address_by_end"),
        ]

    @property
    def facts(self) -> tuple[object, ...]:
        """What the signature in the address vouches for."""
        return (self.user_id, self.topic_id, int(self.expires_at.timestamp()))


class AddressHealth(TenantModel):
    """How much came back from an address. From `THRESHOLD` on nothing more is sent there until its owner resumes."""

    address = models.CharField(max_length=254)
    score = models.PositiveSmallIntegerField(default=0)
    last_bounce_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "address"], name="one_health_per_address"),
        ]
