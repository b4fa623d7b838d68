"""Roll-ups of the ledger and of reading: what rules, badges and leaderboards read instead of single deeds."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class MemberDay(TenantModel):
    """All that a member did, and got, on one day (UTC). Reading columns repeat the community's own count of the day."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    date = models.DateField()
    topics_read = models.PositiveIntegerField(default=0)
    posts_read = models.PositiveIntegerField(default=0)
    seconds_read = models.PositiveIntegerField(default=0)
    topic_created = models.PositiveIntegerField(default=0)
    reply_created = models.PositiveIntegerField(default=0)
    like_given = models.PositiveIntegerField(default=0)
    like_received = models.PositiveIntegerField(default=0)
    solution = models.PositiveIntegerField(default=0)
    flag_agreed = models.PositiveIntegerField(default=0)
    flagged = models.PositiveIntegerField(default=0)
    invited = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "date"], name="one_row_per_member_and_day"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "date"], name="member_days_by_date")]

    @property
    def is_visit(self) -> bool:
        return bool(self.topics_read or self.posts_read or self.seconds_read)


class PointsRollup(TenantModel):
    """Points of a member in one day or month, by space and language; reading belongs to no space and no language."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.CharField(max_length=5)
    starts_on = models.DateField()
    space = models.ForeignKey("community.Space", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=15, blank=True)
    points = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tenant", "unit", "starts_on", "user", "space", "language"],
                nulls_distinct=False,
                name="one_sum_per_period_and_place",
            ),
            models.CheckConstraint(condition=Q(unit__in=["day", "month"]), name="known_points_unit"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "user", "unit", "starts_on"], name="points_of_member")]


class CatchUp(TenantModel):
    """Work that was asked for and goes on in steps: the ledger, reading, points, levels, or badges."""

    part = models.CharField(max_length=8)
    requested_at = models.DateTimeField()
    cursor = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "part"], name="one_catch_up_per_part"),
            models.CheckConstraint(
                condition=Q(part__in=["ledger", "reading", "points", "levels", "badges", "posts"]), name="known_catch_up"
            ),
        ]
