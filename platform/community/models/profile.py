"""What a member says about themselves."""

from typing import Any, ClassVar

from django.db import models

from tenants.models import TenantModel

MAX_ABOUT, MAX_LOCATION, MAX_LINKS = 3_000, 80, 5


class MemberProfile(TenantModel):
    """One row per account that said anything. `avatar_id` names an upload of the account's own."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    about = models.TextField(blank=True)
    about_html = models.TextField(blank=True)
    location = models.CharField(max_length=MAX_LOCATION, blank=True)
    links = models.JSONField(default=list)
    hides_profile = models.BooleanField(default=False)
    hides_activity = models.BooleanField(default=False)
    avatar_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user"], name="one_profile_per_account"),
        ]
