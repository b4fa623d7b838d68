"""What each colleague has read, and how many conversations there are of each sort."""

from typing import Any, ClassVar

from django.db import models

from inbox.models.conversations import Conversation
from tenants.models import TenantModel


class ReadMark(TenantModel):
    """How far a colleague has read a conversation's public messages."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "user", "conversation"], name="one_mark_per_reader"),
        ]


class Tally(TenantModel):
    """One change of the number of conversations of a sort; the number itself is the sum.

    Written by triggers on `inbox_conversation` (migration 0002), so that no path of writing can forget it, and only ever
    appended, so that two writers never wait for each other as they would for one counting row. `fold_tallies` adds rows
    of a sort together.
    """

    inbox_id = models.UUIDField()
    team_id = models.UUIDField(null=True)
    assignee_id = models.UUIDField(null=True)
    status = models.CharField(max_length=10)
    amount = models.IntegerField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["tenant", "inbox_id", "status", "team_id", "assignee_id"], include=["amount"], name="tally_by_sort"
            ),
        ]
