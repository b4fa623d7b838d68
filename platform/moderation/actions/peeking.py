"""Reading what was reported in private."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from messaging.contracts import MessageText
from messaging.queries.reported import with_neighbours
from moderation.auditing import note
from moderation.models.item import ReviewItem
from moderation.policies import can_review


@action
def read_reported_message(*, actor: Actor, message_id: UUID, at: datetime | None = None) -> Sequence[MessageText]:
    """A reported message between its neighbours, for a reviewer; that it was read stands in the audit trail.

    Without a report there is nothing to read, whoever asks.
    """
    item = ReviewItem.objects.filter(thing_kind="message", thing_id=message_id).order_by("-created_at", "-pk").first()
    if item is None:
        raise NotFoundError
    authorise(actor, can_review, item)
    note(actor, "private_message_read", at=at or now(), kind="message", thing_id=message_id)
    return with_neighbours(message_id)
