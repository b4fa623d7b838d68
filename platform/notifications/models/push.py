"""Browsers that take messages while no page is open, and the brand's key towards their makers."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from tenants.models import TenantModel


class PushKey(TenantModel):
    """The brand's VAPID key pair, made at its first use. The private half is sealed."""

    sealed_private = models.TextField()
    public = models.CharField(max_length=100)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["tenant"], name="one_push_key_per_brand")]


class PushSubscription(TenantModel):
    """One browser of one member: where its maker takes messages, and the keys that only this browser opens them with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1_000)
    endpoint_hash = models.CharField(max_length=64)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    agent = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "endpoint_hash"], name="one_subscription_per_endpoint"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "user", "created_at"], name="push_by_member")]
