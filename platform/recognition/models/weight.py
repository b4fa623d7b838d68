"""What deeds are worth in particular spaces."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class SpaceWeight(TenantModel):
    """Overrules the brand's points for one kind of deed in one space; 0 means that it earns nothing there."""

    space = models.ForeignKey("community.Space", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=14)
    points = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "space", "kind"], name="one_weight_per_space_and_kind"),
            models.CheckConstraint(condition=models.Q(points__lte=1000), name="weights_up_to_a_thousand"),
        ]
