"""Badges and who holds them."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantModel


class Group(StrEnum):
    """Where a badge stands on the page of all badges."""

    STARTED = "started"
    COMMUNITY = "community"
    POSTING = "posting"
    TRUST = "trust"
    OTHER = "other"


class Tier(StrEnum):
    """How hard it is to get."""

    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


class Subject(StrEnum):
    """What a rule looks at: the whole member, or each single post (then the badge may come several times)."""

    MEMBER = "member"
    POST = "post"


GROUP_CHOICES = [
    (Group.STARTED.value, _("Getting started")),
    (Group.COMMUNITY.value, _("Community")),
    (Group.POSTING.value, _("Posting")),
    (Group.TRUST.value, _("Trust")),
    (Group.OTHER.value, _("Other")),
]
TIER_CHOICES = [(Tier.BRONZE.value, _("Bronze")), (Tier.SILVER.value, _("Silver")), (Tier.GOLD.value, _("Gold"))]
SUBJECT_CHOICES = [(Subject.MEMBER.value, _("A member")), (Subject.POST.value, _("Each single post"))]


class Badge(TenantModel):
    """Given by its rule, or without a rule by hand. An empty name or description means the product's own (`seed`), translated.

    `revocable` ones are taken back when the rule no longer holds. `is_multiple` ones may be held more than once.
    """

    slug = models.CharField(max_length=60)
    seed = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=80, blank=True)
    description = models.CharField(max_length=400, blank=True)
    group = models.CharField(max_length=9, choices=GROUP_CHOICES, default=Group.OTHER.value)
    tier = models.CharField(max_length=6, choices=TIER_CHOICES, default=Tier.BRONZE.value)
    subject = models.CharField(max_length=6, choices=SUBJECT_CHOICES, default=Subject.MEMBER.value)
    rule = models.JSONField(null=True)
    revocable = models.BooleanField(default=False)
    is_multiple = models.BooleanField(default=False)
    gives_title = models.BooleanField(default=False)
    position = models.IntegerField(default=0)
    disabled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="one_badge_per_slug"),
            models.CheckConstraint(
                condition=Q(group__in=["started", "community", "posting", "trust", "other"]), name="known_badge_group"
            ),
            models.CheckConstraint(condition=Q(tier__in=["bronze", "silver", "gold"]), name="known_badge_tier"),
            models.CheckConstraint(condition=Q(subject__in=["member", "post"]), name="known_badge_subject"),
            models.CheckConstraint(condition=~Q(name="") | ~Q(seed=""), name="a_badge_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name or self.seed


class Award(TenantModel):
    """A member holds a badge, until `revoked_at`. `occasion` tells several of the same badge apart: the post, or one giving."""

    badge = models.ForeignKey(Badge, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    occasion = models.UUIDField()
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    reason = models.CharField(max_length=400, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "badge", "user", "occasion"], name="one_award_per_occasion"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "badge", "-awarded_at", "-id"], condition=Q(revoked_at=None), name="holders_of_badge"),
            models.Index(fields=["tenant", "user", "-awarded_at"], condition=Q(revoked_at=None), name="badges_of_member"),
        ]
