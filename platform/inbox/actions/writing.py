"""Putting a public message onto a locked conversation: the one place that keeps the row's summary of its messages."""

from datetime import datetime
from uuid import UUID

from files.queries.links import link_rules
from inbox.models.conversations import Conversation
from inbox.models.timeline import Message
from inbox.models.words import searchable
from kernel.ids import uuid7
from kernel.markdown import excerpt, render_markdown

PREVIEW = 160


def write_message(
    conversation: Conversation,
    *,
    direction: str,
    author: UUID,
    body: str,
    via: str,
    at: datetime,
    id: UUID | None = None,  # noqa: A002 - minted by the client
    external_id: str = "",
    delivery: str = "",
) -> Message:
    """The new message; the conversation's numbers and preview are set, the caller saves the row."""
    body = body.replace("\x00", "")
    html = render_markdown(body, links=link_rules())
    conversation.seq += 1
    conversation.position += 1
    conversation.message_count += 1
    message = Message.objects.create(
        id=id or uuid7(),
        conversation=conversation,
        inbox_id=conversation.origin_inbox_id,
        position=conversation.position,
        seq=conversation.seq,
        direction=direction,
        author_id=author,
        body=body,
        html=html,
        search_text=searchable(body),
        via=via,
        external_id=external_id,
        delivery=delivery,
        delivered_at=at if delivery == "sent" else None,
        at=at,
    )
    conversation.last_message_at = max(conversation.last_message_at, at)
    conversation.last_message_preview = excerpt(html, PREVIEW)
    conversation.last_message_direction = direction
    if direction == "in":
        conversation.last_in_seq = conversation.seq
    return message
