"""Those who run the installation, and what they did. Tables without a tenant, closed to the app role (migration 0002)."""

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password, make_password
from django.db import models

from kernel.ids import uuid7


class Operator(models.Model):
    """An account on the operators' host; made by a command alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    password = models.CharField(max_length=128)
    totp_secret = models.TextField(blank=True)
    totp_counter = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.email

    def set_password(self, raw: str) -> None:
        """Store the password's hash; the caller saves."""
        self.password = make_password(raw)

    def has_password(self, raw: str) -> bool:
        """Whether this is the password."""
        return check_password(raw, self.password)


class OperatorSession(models.Model):
    """An operator's browser. The key is the SHA-256 of the cookie."""

    key_hash = models.CharField(primary_key=True, max_length=64)
    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="+")
    pending_totp = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


class AuditEntry(models.Model):
    """One thing that an operator or a command did. Never changed, never removed: the database refuses both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    operator_id = models.UUIDField(null=True)
    by = models.CharField(max_length=254)
    action = models.CharField(max_length=60)
    target_tenant_id = models.UUIDField(null=True)  # not "tenant_id": the table has no wall, it has no readers
    address = models.GenericIPAddressField(null=True)
    subject = models.CharField(max_length=254, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["target_tenant_id", "id"], name="audit_of_tenant"),
            models.Index(fields=["action", "subject", "at"], name="audit_of_subject"),
            models.Index(fields=["action", "address", "at"], name="audit_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.action}"
