"""What of the demo has been loaded."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class Step(TenantModel):
    """One piece of the demo that stands, written in the transaction that made it. `made` is the id of what it made.

    A brand without the step "begin" was not made by the demo and is never touched by it.
    """

    key = models.CharField(max_length=80)
    made = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "key"], name="demo_step_once"),
        ]

    def __str__(self) -> str:
        return self.key
