"""Groups of members: a name to mention, a key to spaces, sometimes a trust level."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from kernel.actor import Actor, Role
from tenants.models import TenantModel


class GroupVisibility(StrEnum):
    """Who may see the group and its members; those who belong to it always may."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    STAFF = "staff"


class GroupJoining(StrEnum):
    """How members come into a group: they are added, they ask and somebody answers, or they join by themselves."""

    CLOSED = "closed"
    REQUEST = "request"
    OPEN = "open"


class GroupQuerySet(models.QuerySet["MemberGroup"]):
    """Groups, filtered by who looks."""

    def visible_to(self, actor: Actor) -> "GroupQuerySet":
        """The groups that the actor may know of; the same judgement as `shows_to`."""
        if actor.is_administrator or actor.role is Role.SYSTEM:
            return self
        shown = [GroupVisibility.EVERYONE.value]
        if actor.is_authenticated:
            shown.append(GroupVisibility.MEMBERS.value)
        if actor.is_staff:
            shown.append(GroupVisibility.STAFF.value)
        return self.filter(Q(visibility__in=shown) | Q(pk__in=actor.groups))


class MemberGroup(TenantModel):
    """A group of the brand. `level` is the trust level that belonging to it gives at least."""

    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=400, blank=True)
    title = models.CharField(max_length=60, blank=True)
    visibility = models.CharField(max_length=8, default=GroupVisibility.MEMBERS.value)
    joining = models.CharField(max_length=8, default=GroupJoining.CLOSED.value)
    is_mentionable = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(null=True)
    member_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="one_group_per_slug"),
            models.CheckConstraint(condition=Q(visibility__in=[v.value for v in GroupVisibility]), name="known_group_visibility"),
            models.CheckConstraint(condition=Q(joining__in=[j.value for j in GroupJoining]), name="known_group_joining"),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__lte=4), name="group_level_from_0_to_4"),
        ]

    def __str__(self) -> str:
        return self.name

    def shows_to(self, actor: Actor) -> bool:
        """Whether the actor may know of the group; the same judgement as `visible_to`, without a query."""
        if actor.is_administrator or actor.role is Role.SYSTEM or self.pk in actor.groups:
            return True
        return {
            GroupVisibility.EVERYONE: True,
            GroupVisibility.MEMBERS: actor.is_authenticated,
            GroupVisibility.STAFF: actor.is_staff,
        }[GroupVisibility(self.visibility)]


class GroupMembership(TenantModel):
    """An account belongs to a group. Its owners add and remove members and answer those who ask to join."""

    group = models.ForeignKey(MemberGroup, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    is_owner = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "group", "user"], name="once_in_a_group"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user"], name="group_by_member"),
            models.Index(fields=["tenant", "group", "since", "id"], name="group_members_in_order"),
        ]


class GroupRequestQuerySet(models.QuerySet["GroupRequest"]):
    """Requests, by whether somebody has answered."""

    def open(self) -> "GroupRequestQuerySet":
        """Those that wait for an answer."""
        return self.filter(refused_at__isnull=True)


class GroupRequest(TenantModel):
    """An account asks to join a group; gone when it is let in. A refusal stays without its words, so that they do not ask at once."""

    group = models.ForeignKey(MemberGroup, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True)

    objects = GroupRequestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "group", "user"], name="one_request_per_group"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "group", "at", "id"], name="group_requests_in_order")]

    def refuse(self, at: datetime) -> None:
        """Somebody has said no; the words have served."""
        self.text, self.refused_at = "", at
        self.save(update_fields=["text", "refused_at"])

    def ask_again(self, text: str, at: datetime) -> None:
        """A new request in the place of the one that was refused."""
        self.text, self.at, self.refused_at = text, at, None
        self.save(update_fields=["text", "at", "refused_at"])
