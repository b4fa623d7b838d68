"""Topics that appear at a time chosen beforehand."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.topic import Topic
from tenants.models import TenantModel


class Schedule(TenantModel):
    """When a hidden topic is to appear. `author_user` is whose rights are asked again then; `refused_at` when they had gone."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    author_user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    publish_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic"], name="one_schedule_per_topic"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(refused_at__isnull=True), name="published_or_refused"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["tenant", "publish_at"],
                condition=Q(published_at__isnull=True, refused_at__isnull=True),
                name="schedule_due",
            ),
        ]
