"""Taking one's data along, and being forgotten."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class DataExport(TenantModel):
    """Everything about one account, table by table into one archive. `done` names the tables that are written already, so
    that a worker goes on where another stopped."""

    user = models.ForeignKey("accounts.User", db_index=False, on_delete=models.CASCADE, related_name="+")
    requested_at = models.DateTimeField()
    done = models.JSONField(default=list)
    total = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "-requested_at"], name="exports_of_account"),
            models.Index(fields=["tenant", "requested_at"], condition=Q(ready_at__isnull=True), name="exports_to_write"),
        ]


class Erasure(TenantModel):
    """A member wants to be forgotten. Until `due_at` they may change their mind."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    requested_at = models.DateTimeField()
    due_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tenant", "user"], condition=Q(undone_at__isnull=True, done_at__isnull=True), name="one_open_erasure"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["tenant", "due_at"], condition=Q(undone_at__isnull=True, done_at__isnull=True), name="erasures_to_do"
            ),
        ]
