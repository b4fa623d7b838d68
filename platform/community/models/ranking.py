"""What lists are ordered by when not by time, kept beside the topics so that a topic's row stays quiet."""

from typing import Any, ClassVar

from django.db import models

from community.models.space import Space
from community.models.topic import Topic
from tenants.models import TenantModel


class TopicRank(TenantModel):
    """Points of one topic by period, and how hot it is. Written by `community.actions.ranking` from posts and votes.

    `hot` is the logarithm of all points, each worth e times more per day that it is younger: between two topics without
    news the order never changes, so that nothing has to be computed again just because time passes.
    """

    topic = models.ForeignKey(Topic, db_index=False, on_delete=models.CASCADE, related_name="ranks")
    day = models.IntegerField(default=0)
    week = models.IntegerField(default=0)
    month = models.IntegerField(default=0)
    quarter = models.IntegerField(default=0)
    year = models.IntegerField(default=0)
    ever = models.IntegerField(default=0)
    hot = models.FloatField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic"], name="one_rank_per_topic"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", f"-{name}", "-topic"], name=f"rank_by_{name}")
            for name in ("day", "week", "month", "quarter", "year", "ever", "hot")
        ]


class TagUse(TenantModel):
    """How many visible topics of one space carry a tag, so that the tags' page can add up what its reader may see."""

    tag = models.ForeignKey("community.Tag", on_delete=models.CASCADE, related_name="uses")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    topic_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "tag", "space"], name="one_use_per_tag_and_space"),
        ]
