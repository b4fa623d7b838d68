"""How closely an account follows a topic, a tag or a space."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.events import WatchKind
from tenants.models import TenantModel


class WatchLevel(StrEnum):
    """From being told of everything to being told of nothing."""

    WATCHING = "watching"
    WATCHING_FIRST = "watching_first"
    TRACKING = "tracking"
    NORMAL = "normal"
    MUTED = "muted"


class Watch(TenantModel):
    """`target` is the id of a topic, tag or space; no row means normal. Automatic levels give way to chosen ones."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5)
    target = models.UUIDField()
    level = models.CharField(max_length=14)
    is_automatic = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "kind", "target"], name="one_level_per_target"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in WatchKind]), name="known_watch_kind"),
            models.CheckConstraint(condition=Q(level__in=[v.value for v in WatchLevel]), name="known_watch_level"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "kind", "target", "level"], name="watchers_of_a_target")]
