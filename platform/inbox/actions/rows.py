"""The steps that actions share: find and lock, take the next place on the timeline, keep the row's summary true."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from access.policies import PolicyFunction, authorise
from inbox.events import ConversationEvent, ConversationStatusChanged
from inbox.models.conversations import CLOSED, Conversation
from inbox.models.timeline import Message, TimelineEvent
from inbox.policies import can_work
from kernel.actor import Actor
from kernel.errors import NotFoundError
from people.actions import person_of_actor


def lock_conversation(actor: Actor, conversation_id: UUID, allows: PolicyFunction = can_work) -> Conversation:
    """The conversation, locked until the transaction ends, once the policy has agreed."""
    conversation = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFoundError
    authorise(actor, allows, conversation)
    return conversation


def next_position(conversation: Conversation) -> int:
    """The next place on the timeline of a locked conversation; the caller saves the row."""
    conversation.position += 1
    return conversation.position


def author_id(actor: Actor) -> UUID | None:
    """The person behind the actor; None for the platform."""
    return person_of_actor(actor=actor).pk if actor.user_id is not None else None


def record(conversation: Conversation, actor: Actor, code: str, data: Mapping[str, Any], *, at: datetime) -> TimelineEvent:
    """Write what was done on the timeline. Names in `data` are those of the moment, so that history stays true."""
    return TimelineEvent.objects.create(
        conversation=conversation,
        position=next_position(conversation),
        code=code,
        data=dict(data),
        author_id=author_id(actor),
        at=at,
    )


def save_changed(conversation: Conversation) -> None:
    """Save a locked conversation with its next version."""
    conversation.version += 1
    fields = [f.name for f in conversation._meta.concrete_fields if not f.generated and f.name not in ("id", "tenant", "number")]
    conversation.save(update_fields=fields)


def about(conversation: Conversation) -> dict[str, Any]:
    """The fields that every event about a conversation carries."""
    return {"conversation_id": conversation.pk, "inbox_id": conversation.inbox_id, "conversation_version": conversation.version}


def turn(conversation: Conversation, status: str, *, at: datetime, until: datetime | None = None) -> None:
    """Set the status with the timestamps that belong to it; the caller saves, records and publishes."""
    conversation.status = status
    conversation.snoozed_until = until if status == "snoozed" else None
    conversation.closed_at = (conversation.closed_at or at) if status in CLOSED else None
    if status in CLOSED:
        conversation.waiting_since = None


def status_changed(conversation: Conversation, previous: str) -> ConversationEvent:
    """The event for a status that `turn` has set; built after the save, which sets the version."""
    return ConversationStatusChanged(**about(conversation), status=conversation.status, previous=previous)


def first_unanswered(conversation: Conversation) -> datetime | None:
    """When the customer began to wait: their first message after the last answer that did not fail to reach them."""
    messages = Message.objects.filter(conversation=conversation)
    answers = messages.filter(direction="out").exclude(delivery="failed")
    answered = answers.order_by("-seq").values_list("seq", flat=True).first() or 0
    return messages.filter(direction="in", seq__gt=answered).order_by("seq").values_list("at", flat=True).first()
