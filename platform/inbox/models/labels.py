"""Labels and the conversations that carry them."""

from typing import Any, ClassVar

from django.db import models

from inbox.models.conversations import Conversation
from inbox.models.organisation import HUE
from tenants.models import TenantModel


class Label(TenantModel):
    """A word for sorting, the same for all departments. `key` is the name as it is compared: two cases, one label."""

    name = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    hue = models.PositiveSmallIntegerField(default=210)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_label_per_name"),
            models.CheckConstraint(condition=HUE, name="label_hue"),
        ]

    def __str__(self) -> str:
        return self.name


class ConversationLabel(TenantModel):
    """One label on one conversation."""

    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="label_links", db_index=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "conversation", "label"], name="label_once_per_conversation"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "label", "conversation"], name="conversations_of_label")]
