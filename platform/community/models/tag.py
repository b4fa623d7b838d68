"""Words that topics are filed under, their synonyms and groups."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from community.models.topic import Topic
from tenants.models import TenantModel


class TagGroup(TenantModel):
    """Tags that belong together: "Products", "Versions". With `is_exclusive` a topic carries one of them at most."""

    name = models.CharField(max_length=60)
    description = models.CharField(max_length=400, blank=True)
    position = models.IntegerField(default=0)
    hue = models.PositiveSmallIntegerField(default=210)
    is_exclusive = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "name"], name="one_tag_group_per_name"),
            models.CheckConstraint(condition=Q(hue__lt=360), name="tag_group_hue_on_the_wheel"),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(TenantModel):
    """A tag of the brand, in lower case. A synonym stands for another tag and is never carried by a topic itself."""

    name = models.CharField(max_length=40)
    description = models.CharField(max_length=400, blank=True)
    group = models.ForeignKey(TagGroup, null=True, on_delete=models.SET_NULL, related_name="tags")
    synonym_of = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="synonyms")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "name"], name="one_tag_per_name"),
            models.CheckConstraint(condition=~Q(synonym_of=F("id")), name="no_tag_is_its_own_synonym"),
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
