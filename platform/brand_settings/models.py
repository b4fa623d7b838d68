"""What a brand has set, one row for a section that differs from the product's defaults."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class BrandSetting(TenantModel):
    """The values of one section as JSON, validated by its model; `version` counts changes."""

    section = models.CharField(max_length=40)
    values = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "section"], name="one_row_per_section"),
        ]

    def __str__(self) -> str:
        return self.section
