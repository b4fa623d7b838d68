"""What the desk tells the community."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from community.models.topic import Topic
from community.policies import can_note_escalation
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now


@action
def note_escalation(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> None:
    """The desk took the topic up: it no longer waits to be found. The second time changes nothing."""
    authorise(actor, can_note_escalation)
    Topic.objects.filter(pk=topic_id, escalated_at__isnull=True).update(escalated_at=at or now())
