"""The ledger: one row for every deed that counts, as long as it counts."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tenants.models import TenantModel


class Deed(TenantModel):
    """`about` is what it was done to (a post, an invitation), `other` the account on the other side of it.

    Rows follow what the community says now: a withdrawn vote or a hidden post takes its deeds back. So the same event may
    be heard twice, or late, and the ledger is the same.
    """

    class Kind(StrEnum):
        """What was done, by or to the member."""

        TOPIC_CREATED = "topic_created"
        REPLY_CREATED = "reply_created"
        LIKE_GIVEN = "like_given"
        LIKE_RECEIVED = "like_received"
        SOLUTION = "solution"
        FLAG_AGREED = "flag_agreed"
        FLAGGED = "flagged"
        INVITED = "invited"

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=14)
    about = models.UUIDField()
    other = models.UUIDField(null=True)
    topic = models.UUIDField(null=True)
    space = models.ForeignKey("community.Space", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=15, blank=True)
    date = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tenant", "about", "user", "kind", "other"], nulls_distinct=False, name="a_deed_counts_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "topic_created",
                        "reply_created",
                        "like_given",
                        "like_received",
                        "solution",
                        "flag_agreed",
                        "flagged",
                        "invited",
                    ]
                ),
                name="known_deed",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user", "kind", "date"], name="deed_of_member"),
            models.Index(fields=["tenant", "date"], name="deed_by_date"),
        ]
