"""A file of a former forum on its way in, and what each of its batches brought."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.carrying_events import RunState
from tenants.models import TenantModel

ACTIVE = frozenset({RunState.WAITING.value, RunState.RUNNING.value, RunState.UNDOING.value})


class ImportRun(TenantModel):
    """One file, read from its beginning to its end, perhaps in many sittings.

    `offset` and `line` say how far the neutral form of the file is committed; `converted` names that form when the file
    itself is of another kind. `path` is a file below the installation's folder for imports, `stored` one that was uploaded.
    """

    format = models.CharField(max_length=20)
    source = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=400, blank=True)
    stored = models.CharField(max_length=200, blank=True)
    converted = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    offset = models.BigIntegerField(default=0)
    line = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    """The first ones, each [place, what is wrong]; `problem_count` counts all."""
    problem_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, default=RunState.WAITING.value)
    is_trial = models.BooleanField(default=False)
    failure = models.CharField(max_length=400, blank=True)
    started_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in RunState]), name="known_import_state"),
            models.CheckConstraint(condition=Q(path="") | Q(stored=""), name="import_from_one_place"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "-created_at", "-id"], name="import_by_time"),
            models.Index(fields=["tenant", "state"], condition=Q(state__in=sorted(ACTIVE)), name="import_under_way"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        """How much of the neutral form is behind us."""
        return min(100, self.offset * 100 // self.size) if self.size else 0

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class ImportBatch(TenantModel):
    """What one transaction of a run made, so that an undo takes away exactly that."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="batches")
    line = models.BigIntegerField()
    spaces = ArrayField(models.UUIDField(), default=list)
    groups = ArrayField(models.UUIDField(), default=list)
    topics = ArrayField(models.UUIDField(), default=list)
    posts = ArrayField(models.UUIDField(), default=list)
    votes = ArrayField(models.UUIDField(), default=list)
    tags = ArrayField(models.UUIDField(), default=list)
    people = ArrayField(models.UUIDField(), default=list)
    addresses = ArrayField(models.CharField(max_length=500), default=list)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "run", "line"], name="one_import_batch_per_line"),
        ]
