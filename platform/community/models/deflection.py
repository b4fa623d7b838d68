"""Questions that were answered before they were asked."""

from typing import Any, ClassVar

from django.db import models

from community.models.topic import Topic
from tenants.models import TenantModel


class Deflection(TenantModel):
    """One form for a question in which similar topics were shown; its id is the one minted for the question.

    Without `asked_at` the question was never sent; with `clicked_at` and without `asked_at` it was probably answered.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    shown = models.JSONField(default=list)
    shown_at = models.DateTimeField()
    clicked = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")
    clicked_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "shown_at"], name="deflection_by_time")]
