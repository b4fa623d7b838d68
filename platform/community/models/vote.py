"""One person found one post useful."""

from typing import Any, ClassVar

from django.db import models

from community.models.post import Post
from tenants.models import TenantModel


class Vote(TenantModel):
    """At most one per person and post. Votes of an import have no voter: they are only counted on the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "post", "person"], name="one_vote_per_person"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "at"], name="vote_by_time")]
