"""Who has put an announcement's banner away."""

from typing import Any, ClassVar

from django.db import models

from community.models.topic import Topic
from tenants.models import TenantModel


class BannerDismissal(TenantModel):
    """This account does not want to see the banner of this announcement any more."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "topic"], name="a_banner_is_put_away_once"),
        ]
