"""What members decide about being recognised."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel


class Preference(TenantModel):
    """`unranked_at` is since when the member wants to appear on no leaderboard, `left_at` since when the account is closed."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    unranked_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user"], name="one_recognition_preference"),
        ]
