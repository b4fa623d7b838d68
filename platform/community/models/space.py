"""A place in the community with its own readers, language and patience."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from kernel.actor import Actor, Role
from tenants.models import TenantModel

VIEW, POST, MODERATE = "view_space", "post_in_space", "moderate_space"


class Visibility(StrEnum):
    """Who may read a space. A grant of `view_space` opens it to one more person."""

    PUBLIC = "public"
    MEMBERS = "members"
    STAFF = "staff"


VISIBILITY_CHOICES = [
    (Visibility.PUBLIC.value, _("Everyone")),
    (Visibility.MEMBERS.value, _("Members")),
    (Visibility.STAFF.value, _("Staff")),
]


class SpaceQuerySet(models.QuerySet["Space"]):
    """Spaces, filtered by who looks."""

    def visible_to(self, actor: Actor) -> "SpaceQuerySet":
        """The spaces that the actor may read."""
        if actor.is_staff or actor.role is Role.SYSTEM:
            return self
        open_to = [Visibility.PUBLIC.value]
        if actor.is_authenticated:
            open_to.append(Visibility.MEMBERS.value)
        return self.filter(Q(visibility__in=open_to) | Q(pk__in=actor.granted("space", VIEW)))

    def in_order(self) -> "SpaceQuerySet":
        """As the front page shows them."""
        return self.order_by("position", "name", "pk")


class Space(TenantModel):
    """Holds topics. `help_after` is its patience: how long a question may stay without help before it escalates."""

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=15, default="en")
    visibility = models.CharField(max_length=8, choices=VISIBILITY_CHOICES, default=Visibility.PUBLIC.value)
    position = models.IntegerField(default=0)
    hue = models.PositiveSmallIntegerField(default=210)
    help_after = models.DurationField(null=True, blank=True)
    attribution = models.CharField(max_length=400, blank=True)
    license_name = models.CharField(max_length=80, blank=True)
    license_url = models.CharField(max_length=300, blank=True)
    topic_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = SpaceQuerySet.as_manager()

    class Meta:
        permissions: ClassVar[Any] = [
            (POST, "May ask and answer"),
            (MODERATE, "May moderate"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="one_space_per_slug"),
            models.CheckConstraint(condition=Q(visibility__in=[v.value for v in Visibility]), name="known_space_visibility"),
            models.CheckConstraint(condition=Q(hue__lt=360), name="space_hue_on_the_wheel"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC


class SpaceGrant(TenantModel, UserObjectPermissionBase):
    """One permission of one account on one space; written by `access.grants` alone."""

    # guardian finds this model through the visible reverse name
    content_object = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "permission", "content_object"], name="one_space_grant"),
        ]
