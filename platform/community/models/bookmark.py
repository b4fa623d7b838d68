"""Posts that an account wants to find again."""

from typing import Any, ClassVar

from django.db import models

from community.models.post import Post
from tenants.models import TenantModel


class Bookmark(TenantModel):
    """One post kept by one account, perhaps with a name and a time at which to be reminded."""

    user = models.ForeignKey("accounts.User", db_index=False, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "post"], name="a_post_kept_once"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "-created_at", "-id"], name="bookmark_by_time"),
            models.Index(
                fields=["tenant", "remind_at"],
                condition=models.Q(remind_at__isnull=False, reminded_at__isnull=True),
                name="bookmark_to_remind",
            ),
        ]
