"""What somebody has begun to write and not sent yet."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class Draft(TenantModel):
    """One unsent text per account and place; it follows its writer across devices.

    `key` names the place ("new", "reply:<topic>", "edit:<post>"). `sequence` grows with each save: a device that saves
    on top of an older one is told so.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    space_id = models.UUIDField(null=True)
    tags = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(null=True)
    """Of an edit: the version of the post from which it began, whatever came to the post since."""
    poll = models.JSONField(null=True)
    """Of a new topic: its poll, every field as it was typed; None without one."""
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "key"], name="one_draft_per_place"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="drafts_are_numbered_from_one"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "-updated_at", "-id"], name="draft_by_writer"),
            models.Index(fields=["tenant", "updated_at"], name="draft_by_age"),
        ]

    def __str__(self) -> str:
        return self.key
