"""An account as the community knows it: trust, title, silence, and what it has done so far."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class LevelSource(StrEnum):
    """Who decided on a trust level. A lock by hand wins over a group's, that over the rules."""

    RULES = "rules"
    GROUP = "group"
    MANUAL = "manual"


class Member(TenantModel):
    """One row per account that has entered the community. Counters count what is visible; `level` is 0 to 4.

    `earned_level` is what the rules gave, kept for the time after a group that gives more.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)
    level_source = models.CharField(max_length=8, default=LevelSource.RULES.value)
    earned_level = models.PositiveSmallIntegerField(default=0)
    level_since = models.DateTimeField(null=True)
    title = models.CharField(max_length=60, blank=True)
    silenced_until = models.DateTimeField(null=True)
    silence_reason = models.CharField(max_length=400, blank=True)
    suspended_until = models.DateTimeField(null=True)
    suspension_reason = models.CharField(max_length=400, blank=True)
    topic_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    solution_count = models.PositiveIntegerField(default=0)
    votes_given = models.PositiveIntegerField(default=0)
    votes_received = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField()
    first_posted_at = models.DateTimeField(null=True)
    last_posted_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user"], name="one_member_per_account"),
            models.CheckConstraint(condition=Q(level__lte=4), name="trust_level_from_0_to_4"),
            models.CheckConstraint(condition=Q(level_source__in=[s.value for s in LevelSource]), name="known_level_source"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "person"], name="member_by_person"),
            models.Index(fields=["tenant", "level", "id"], name="member_by_level"),
        ]
