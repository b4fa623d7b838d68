"""How members came to their trust levels."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from tenants.models import TenantModel


class LevelChange(TenantModel):
    """One step up or down, kept for good. `source` is what decided: rules, a group, or somebody by hand."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    old_level = models.PositiveSmallIntegerField()
    new_level = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=6)
    reason = models.CharField(max_length=400, blank=True)
    changed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(source__in=["rules", "group", "manual"]), name="known_source_of_level_change"),
            models.CheckConstraint(condition=~Q(old_level=F("new_level")), name="a_level_change_changes"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "user", "-at"], name="level_changes_of_member")]
