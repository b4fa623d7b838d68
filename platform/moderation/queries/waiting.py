"""How much waits in the queue, as one number."""

from typing import Any

from django.db.models import BigIntegerField, F, Func, QuerySet

from kernel.actor import Actor
from moderation.queries.queue import reviewable


def waiting_for(actor: Actor) -> "QuerySet[Any, Any]":
    """One row with how many open items the actor may review, to be asked together with other numbers."""
    rows: QuerySet[Any, Any] = reviewable(actor).open()
    # Not `Count`, which would count in groups.
    counted: QuerySet[Any, Any] = rows.annotate(n=Func(F("pk"), function="count", output_field=BigIntegerField()))
    return counted
