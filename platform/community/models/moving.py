"""Where posts stood before they were moved: their old addresses lead on."""

from typing import Any, ClassVar

from django.db import models

from community.models.post import Post
from community.models.topic import Topic
from tenants.models import TenantModel


class PostMove(TenantModel):
    """This post once had this position in this topic. Positions are never given out twice, so neither are these."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic", "position"], name="one_move_per_old_position"),
        ]
