"""What a member was told, and how much of it is unread."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tenants.models import TenantModel

MOST_FACES = 5


class Head(TenantModel):
    """One row a member: how many are unread, counted as they come and go. All told up to `read_through` is read: marking
    five thousand read writes this row and no other."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unread = models.PositiveIntegerField(default=0)
    read_through = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user"], name="one_head_per_member"),
        ]


class Notification(TenantModel):
    """`count` deeds of one kind about one `key`, the last of them at `updated_at`. Unread ones take up the next of the same
    key; `person_ids` are the latest few whose doing it was. Without `is_shown` it goes by mail or push alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    topic_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    person_ids = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=1)
    data = models.JSONField(default=dict)
    is_shown = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    email_due_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)
    push_due_at = models.DateTimeField(null=True)
    push_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tenant", "user", "kind", "key"], condition=Q(read_at__isnull=True), name="one_unread_per_key"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "-updated_at", "-id"], name="notification_by_member"),
            models.Index(fields=["tenant", "user", "topic_id"], condition=Q(read_at__isnull=True), name="unread_by_topic"),
            models.Index(fields=["tenant", "email_due_at"], condition=Q(email_due_at__isnull=False), name="mail_due"),
            models.Index(fields=["tenant", "push_due_at"], condition=Q(push_due_at__isnull=False), name="push_due"),
        ]
