"""Words that topics are filed under."""

from typing import Any, ClassVar

from django.db import models

from community.models.topic import Topic
from tenants.models import TenantModel


class Tag(TenantModel):
    """A tag of the brand, in lower case."""

    name = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "name"], name="one_tag_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class TopicTag(TenantModel):
    """A topic carries a tag."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="topic_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "topic", "tag"], name="a_tag_once_per_topic"),
        ]
