"""Texts to begin with: a bug report's headings, a support reply's greeting."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.space import Space
from tenants.models import TenantModel


class Use(StrEnum):
    """What a template begins."""

    TOPIC = "topic"
    REPLY = "reply"


USES = [(Use.TOPIC.value, _("Topics")), (Use.REPLY.value, _("Replies"))]


class PostTemplate(TenantModel):
    """A text that writers in this space may begin with; made by those who moderate it."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    use = models.CharField(max_length=5, choices=USES, default=Use.TOPIC.value)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    tags = models.CharField(max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "space", "use", "name"], name="one_template_per_name"),
            models.CheckConstraint(condition=Q(use__in=[u.value for u in Use]), name="known_template_use"),
        ]

    def __str__(self) -> str:
        return self.name
