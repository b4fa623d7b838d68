"""Who did what, kept longer than the event log."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class AuditEntry(TenantModel):
    """One deed, never changed. Without a person it was the platform itself."""

    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    thing_kind = models.CharField(max_length=16, blank=True)
    thing_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "-at", "-id"], name="audit_by_time"),
            models.Index(fields=["tenant", "thing_kind", "thing_id", "-at"], name="audit_by_thing"),
        ]
