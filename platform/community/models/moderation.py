"""Who hid, locked or restored what, and why."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.post import Post
from community.models.topic import Topic
from tenants.models import TenantModel


class Verb(StrEnum):
    """What moderators do; each is undone by its counterpart."""

    HIDE = "hide"
    RESTORE = "restore"
    LOCK = "lock"
    UNLOCK = "unlock"


class Moderation(TenantModel):
    """One decision, kept for good. Without a post it concerns the topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=8)
    reason = models.CharField(max_length=400, blank=True)
    moderator = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(verb__in=[v.value for v in Verb]), name="known_moderation_verb"),
        ]
