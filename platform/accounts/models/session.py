"""Sign-in sessions, per tenant: listed to their owner, revocable one by one."""

from typing import Any, ClassVar

from django.db import models

from accounts.models.user import User
from tenants.fields import TenantField


class Session(models.Model):
    """A browser's session. `key_hash` is the SHA-256 of the cookie: who reads this table cannot sign in with it."""

    pk = models.CompositePrimaryKey("tenant_id", "key_hash")
    tenant = TenantField()
    key_hash = models.CharField(max_length=64)
    data = models.TextField()
    user_id = models.UUIDField(null=True)
    user = models.ForeignObject(
        User, models.DO_NOTHING, from_fields=["user_id"], to_fields=["id"], null=True, related_name="+", editable=False
    )
    """No constraint: the account may be gone while its session is not."""
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user_id"], name="session_of_user"),
            models.Index(fields=["tenant", "expires_at"], name="session_expiry"),
        ]
