"""Tokens with which programs call the API in somebody's name."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tenants.models import TenantModel


class ApiToken(TenantModel):
    """A secret that is shown once and stored as SHA-256. Its owner's role bounds what its scopes can reach."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64)
    hint = models.CharField(max_length=16)
    scopes = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "secret_hash"], name="token_by_secret"),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="token_expires_later"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, at: datetime) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and self.expires_at > at
