"""Whom a post names, and which other posts it quotes or links to."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from community.models.post import Post
from community.models.topic import Topic
from tenants.models import TenantModel


class Named(StrEnum):
    """What an @name stands for."""

    USER = "user"
    GROUP = "group"
    TEAM = "team"


class Reference(StrEnum):
    """How one post points to another."""

    QUOTE = "quote"
    LINK = "link"


class Mention(TenantModel):
    """A post names an account, a member group or a staff team; once each, whatever it says again."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5)
    target_id = models.UUIDField()
    name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "post", "kind", "target_id"], name="named_once_per_post"),
            models.CheckConstraint(condition=Q(kind__in=[n.value for n in Named]), name="known_mention_kind"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "target_id", "-at", "-id"], name="mention_by_target"),
        ]

    def __str__(self) -> str:
        return f"@{self.name}"


class PostLink(TenantModel):
    """A post points into a topic; `position` is the post there. Who may see which end is asked when it is shown."""

    source = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=5)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "source", "topic", "position", "kind"], name="linked_once_per_post"),
            models.CheckConstraint(condition=Q(kind__in=[r.value for r in Reference]), name="known_reference_kind"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "topic", "-at", "-id"], name="link_by_topic"),
        ]
