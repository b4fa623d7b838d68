"""A brand's community on its way out."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class ExportState(StrEnum):
    """Where an export stands. An expired one's file is gone."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"


OPEN = (ExportState.WAITING.value, ExportState.RUNNING.value)


class ExportRun(TenantModel):
    """One archive. `part` and `cursor` say what is written so far, so that another worker goes on from there."""

    state = models.CharField(max_length=8, default=ExportState.WAITING.value)
    part = models.CharField(max_length=20, blank=True)
    cursor = models.CharField(max_length=80, blank=True)
    written = models.BigIntegerField(default=0)
    """Bytes of the part that are committed; what lies behind them in the file was written by a worker that died."""
    counts = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    stored = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    failure = models.CharField(max_length=400, blank=True)
    started_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in ExportState]), name="known_export_state"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "-created_at", "-id"], name="export_by_time"),
            models.Index(fields=["tenant", "state"], condition=Q(state__in=OPEN), name="export_under_way"),
        ]

    @property
    def percent(self) -> int:
        """How much of what there was at the beginning is written."""
        return min(100, sum(self.counts.values()) * 100 // self.total) if self.total else 0

    @property
    def is_active(self) -> bool:
        return self.state in OPEN
