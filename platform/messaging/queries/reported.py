"""Messages for those who judge a report and for a member's export. The callers have asked who may."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from kernel.actor import Actor
from messaging.contracts import MessageText
from messaging.models import Message, Participant
from messaging.policies import can_see_message

NEIGHBOURS = 3


def messages_by_id(ids: Collection[UUID]) -> Mapping[UUID, MessageText]:
    """These messages in one query; notes of who came and went cannot be reported."""
    rows = Message.objects.select_related("exchange").filter(pk__in=list(ids), kind="text")
    return {row.pk: _text(row) for row in rows}


def may_read_message(actor: Actor, message_id: UUID) -> bool:
    """Whether the actor takes part and sees it."""
    row = Message.objects.select_related("exchange").filter(pk=message_id).first()
    return row is not None and can_see_message(actor, row)


def with_neighbours(message_id: UUID) -> list[MessageText]:
    """A reported message between what was said right before and after, so that it can be understood. Nothing more of it."""
    row = Message.objects.filter(pk=message_id).first()
    if row is None:
        return []
    around = Message.objects.select_related("exchange").filter(
        exchange_id=row.exchange_id, kind="text", position__range=(row.position - NEIGHBOURS, row.position + NEIGHBOURS)
    )
    return [_text(found) for found in around.order_by("position")]


def export_messages(user_id: UUID) -> Iterator[MessageText]:
    """All that the account can read, exchange by exchange."""
    for part in Participant.objects.filter(user_id=user_id, left_at=None).order_by("joined_at", "pk"):
        rows = Message.objects.select_related("exchange").filter(
            exchange_id=part.exchange_id, position__gte=part.sees_from, kind="text", hidden_at=None
        )
        yield from map(_text, rows.order_by("position").iterator(chunk_size=500))


def exported(user_id: UUID) -> Iterator[Mapping[str, Any]]:
    """The same as rows of an export."""
    yield from (asdict(text) for text in export_messages(user_id))


def _text(row: Message) -> MessageText:
    return MessageText(
        id=row.pk,
        exchange_id=row.exchange_id,
        position=row.position,
        title=row.exchange.title,
        body=row.body,
        html=row.html,
        author_id=row.author_id,
        created_at=row.created_at,
        hidden_as=row.hidden_as,
    )
