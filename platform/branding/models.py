"""Addresses of a former forum, and where each is found now."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class Redirect(TenantModel):
    """`old` is a path with its query as the former site had it, beginning with "/"; `new` a path here, or a whole address."""

    old = models.CharField(max_length=500)
    new = models.CharField(max_length=500)
    hits = models.PositiveIntegerField(default=0)
    last_hit_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "old"], name="one_redirect_per_address"),
        ]

    def __str__(self) -> str:
        return self.old
