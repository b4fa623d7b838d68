"""Who hid, locked or restored what, and why."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.post import Post
from community.models.topic import Topic
from tenants.models import TenantModel


class Verb(StrEnum):
    """What moderators do. Most are undone by their counterpart, the rest ask before they act."""

    HIDE = "hide"
    RESTORE = "restore"
    LOCK = "lock"
    UNLOCK = "unlock"
    DELETE = "delete"
    UNDELETE = "undelete"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    PIN = "pin"
    UNPIN = "unpin"
    BUMP = "bump"
    SLOW = "slow"
    KIND = "kind"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    MOVE_POSTS = "move_posts"
    RECEIVE_POSTS = "receive_posts"
    SET_TIMER = "set_timer"
    CANCEL_TIMER = "cancel_timer"
    BANNER = "banner"
    IDEA_STATUS = "idea_status"
    PUBLISH = "publish"


class Moderation(TenantModel):
    """One decision, kept for good. Without a post it concerns the topic, without a moderator it was a rule of the brand.

    `after_position` is the topic's last position at that time: where the decision is told among its posts. `data` holds
    ids, numbers and times that the sentence needs.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=16)
    reason = models.CharField(max_length=400, blank=True)
    moderator = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    after_position = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(verb__in=[v.value for v in Verb]), name="known_moderation_verb"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "topic", "after_position", "at"], name="moderation_of_topic"),
        ]
