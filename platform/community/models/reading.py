"""How far each member has read: per topic, and per day for the roll-ups that others count with."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.models.topic import Topic
from tenants.models import TenantModel


class TopicReading(TenantModel):
    """One member in one topic. `seen` holds the positions that were really shown, as ranges: [[1, 7], [20, 26]]."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, db_index=False, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    last_position = models.PositiveIntegerField()
    post_count = models.PositiveIntegerField(default=0)
    seen = models.JSONField(default=list)
    seconds = models.PositiveIntegerField(default=0)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "topic"], name="one_reading_per_member_and_topic"),
            models.CheckConstraint(condition=Q(last_position__gte=1), name="reading_begins_at_one"),
        ]


class ReadingDay(TenantModel):
    """What one member read on one day of UTC: topics entered, posts shown for the first time, seconds spent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, db_index=False, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    topics = models.PositiveIntegerField(default=0)
    posts = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    announced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "date"], name="one_reading_day_per_member"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "date"], name="reading_by_date")]
