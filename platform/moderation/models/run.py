"""One judgement over many items, done in steps that anybody can watch."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from moderation.models.item import Outcome, ReviewItem
from tenants.models import TenantModel


class BulkRun(TenantModel):
    """What one person decided about many items at once. Permission is asked again for each item when its turn comes.

    `undone_at` is when somebody took it back: what was decided waits in the queue again, item by item.
    """

    outcome = models.CharField(max_length=8)
    grounds = models.JSONField(default=dict)
    started_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    undone = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    undone_by_user_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="known_run_outcome"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "-at", "-id"], name="run_by_time")]


class BulkStep(TenantModel):
    """One item of a run; `problem` says why it could not be decided, or not be taken back."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="steps")
    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "run", "item"], name="an_item_once_per_run"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "run", "id"], condition=Q(done_at__isnull=True), name="run_steps_left"),
        ]
