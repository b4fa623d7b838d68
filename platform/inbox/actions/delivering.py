"""News from the conversation's source: a reply arrived there or did not, the customer has their solution."""

from datetime import datetime
from uuid import UUID

from events.recording import action, publish
from inbox.actions.rows import about, first_unanswered, lock_conversation, record, save_changed, status_changed, turn
from inbox.events import ReplyDelivered
from inbox.models.conversations import CLOSED, Conversation
from inbox.models.timeline import Message
from inbox.policies import can_receive_into
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError


@action
def mark_reply_sent(*, actor: Actor, message_id: UUID, external_id: str = "", at: datetime | None = None) -> None:
    """The reply is at the source, there known as `external_id`: an echo of it from there is then recognised."""
    _deliver(actor, message_id, "sent", external_id=external_id, error="", at=at or now())


@action
def mark_reply_failed(*, actor: Actor, message_id: UUID, error: str, at: datetime | None = None) -> None:
    """The reply cannot be brought to the source: the timeline shows it, and the conversation is open, for they still wait."""
    _deliver(actor, message_id, "failed", external_id="", error=error, at=at or now())


def _deliver(actor: Actor, message_id: UUID, delivery: str, *, external_id: str, error: str, at: datetime) -> None:
    conversation_id = Message.objects.filter(pk=message_id).values_list("conversation_id", flat=True).first()
    if conversation_id is None:
        raise NotFoundError
    conversation = lock_conversation(actor, conversation_id, can_receive_into)
    message = Message.objects.get(pk=message_id)
    if message.direction != "out":
        raise InvalidError("Only replies are delivered.")
    if message.delivery in ("sent", delivery):
        return
    message.delivery = delivery
    message.delivered_at = at if delivery == "sent" else None
    message.delivery_error = error[:500]
    message.external_id = external_id or message.external_id
    message.save(update_fields=["delivery", "delivered_at", "delivery_error", "external_id"])
    previous = conversation.status
    if delivery == "failed" and previous in ("resolved", "pending", "snoozed"):
        turn(conversation, "open", at=at)
        record(conversation, actor, "reopened", {"from": previous, "to": "open", "reason": "delivery_failed"}, at=at)
    if conversation.status not in CLOSED:
        conversation.waiting_since = first_unanswered(conversation)
    save_changed(conversation)
    publish(ReplyDelivered(**about(conversation), message_id=message.pk, delivery=delivery), actor=actor, at=at)
    if conversation.status != previous:
        publish(status_changed(conversation, previous), actor=actor, at=at)


@action
def resolve_by_source(*, actor: Actor, kind: str, key: str, at: datetime | None = None) -> UUID | None:
    """The conversation of a source, resolved because the customer's question is solved there; None when there is none."""
    found = Conversation.objects.filter(source_kind=kind, source_key=key).values_list("pk", flat=True).first() if key else None
    if found is None:
        return None
    conversation = lock_conversation(actor, found, can_receive_into)
    previous = conversation.status
    if previous in ("resolved", "spam"):
        return found
    at = at or now()
    turn(conversation, "resolved", at=at)
    record(conversation, actor, "solved", {"from": previous, "to": "resolved"}, at=at)
    save_changed(conversation)
    publish(status_changed(conversation, previous), actor=actor, at=at)
    return found
