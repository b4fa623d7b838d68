"""Taking everything that one account wrote out of sight, and being able to bring it back."""

from typing import Any, ClassVar

from django.db import models

from moderation.models.decision import Decision
from tenants.models import TenantModel


class Removal(TenantModel):
    """One sweep over an account's contributions. It goes in stages; `finished_at` says that nothing is left to do."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    removed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["tenant", "person", "-at"], name="removal_by_person")]


class RemovedThing(TenantModel):
    """A thing of that account. `hidden_at` is when this sweep hid it; what was hidden before is not on the list."""

    removal = models.ForeignKey(Removal, on_delete=models.CASCADE, related_name="things")
    thing_kind = models.CharField(max_length=16)
    thing_id = models.UUIDField()
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "removal", "thing_kind", "thing_id"], name="a_thing_once_per_removal"),
        ]
