"""Groups of members: a name to mention, a key to spaces, sometimes a trust level."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class GroupVisibility(StrEnum):
    """Who may see the group and its members."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    STAFF = "staff"


class MemberGroup(TenantModel):
    """A group of the brand. `level` is the trust level that belonging to it gives at least."""

    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=400, blank=True)
    title = models.CharField(max_length=60, blank=True)
    visibility = models.CharField(max_length=8, default=GroupVisibility.MEMBERS.value)
    is_mentionable = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(null=True)
    member_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="one_group_per_slug"),
            models.CheckConstraint(condition=Q(visibility__in=[v.value for v in GroupVisibility]), name="known_group_visibility"),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__lte=4), name="group_level_from_0_to_4"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMembership(TenantModel):
    """An account belongs to a group."""

    group = models.ForeignKey(MemberGroup, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    is_owner = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "group", "user"], name="once_in_a_group"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "user"], name="group_by_member")]
