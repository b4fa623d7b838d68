"""What passed the screener lately: to know a text that is sent again, and why one was held."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class ScreenedText(TenantModel):
    """One text on its way in. `digest` stands for its letters and digits, `address_hash` for where it came from.

    Rows live for some weeks; `used_at` is when a held one found its place in the queue.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=8)
    lane = models.CharField(max_length=8, blank=True)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "person", "-at"], name="screened_by_person"),
            models.Index(fields=["tenant", "address_hash", "-at"], name="screened_by_address"),
            models.Index(fields=["tenant", "at"], name="screened_by_age"),
        ]
