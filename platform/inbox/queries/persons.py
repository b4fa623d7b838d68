"""What the inbox knows of a person, for their profile and timeline."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from inbox.models.conversations import Conversation
from kernel.actor import Actor
from people.contracts import Position, TimelineEntry


class InboxTimeline:
    """Implements people.contracts.TimelineSource: the conversations that the reader may see."""

    def entries(self, actor: Actor, person_ids: Sequence[UUID], before: Position | None, limit: int) -> Sequence[TimelineEntry]:
        """Conversations begun by these people, newest first."""
        rows = Conversation.objects.visible_to(actor).filter(customer_id__in=person_ids)
        if before is not None:
            rows = rows.filter(Q(created_at__lt=before.at) | Q(created_at=before.at, pk__lt=before.id))
        return [
            TimelineEntry(
                at=row.created_at,
                id=row.pk,
                kind="conversation",
                title=row.subject,
                excerpt=row.last_message_preview,
                conversation_id=row.pk,
            )
            for row in rows.order_by("-created_at", "-pk")[:limit]
        ]

    def counts(self, actor: Actor, person_ids: Sequence[UUID]) -> Mapping[str, int]:
        """How many there are."""
        return {"conversations": Conversation.objects.visible_to(actor).filter(customer_id__in=person_ids).count()}
