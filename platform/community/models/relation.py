"""What members are to each other."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from tenants.models import TenantModel


class RelationKind(StrEnum):
    """Following shows and tells more of somebody, ignoring nothing."""

    FOLLOW = "follow"
    IGNORE = "ignore"


class MemberRelation(TenantModel):
    """One account follows or ignores another."""

    user = models.ForeignKey("accounts.User", db_index=False, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "target"], name="one_relation_of_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in RelationKind]), name="known_relation"),
            models.CheckConstraint(condition=~Q(user=F("target")), name="no_relation_to_oneself"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "kind", "-at", "-id"], name="relations_of_account"),
            models.Index(fields=["tenant", "target", "kind", "-at", "-id"], name="relations_to_account"),
        ]
