"""Pages of the brand's own site that have comments here."""

from typing import Any, ClassVar

from django.db import models

from community.models.topic import Topic
from tenants.models import TenantModel


class EmbeddedPage(TenantModel):
    """One page, by its address without query and fragment, and the topic that holds its comments once there is one."""

    url = models.CharField(max_length=500)
    title = models.CharField(max_length=200)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "url"], name="one_topic_per_page"),
        ]
