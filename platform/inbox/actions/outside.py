"""Answers that colleagues gave at the source itself, beside the desk."""

from datetime import datetime
from uuid import UUID

from events.recording import action, publish
from inbox.actions.rows import about, lock_conversation, save_changed
from inbox.actions.writing import write_message
from inbox.contracts import MessageInfo, NewMessage
from inbox.events import ReplyAdded
from inbox.models.timeline import Message
from inbox.policies import can_receive_into
from inbox.queries.info import message_info
from kernel.actor import Actor
from kernel.clock import now


@action
def add_outside_reply(*, actor: Actor, conversation_id: UUID, message: NewMessage, at: datetime | None = None) -> MessageInfo:
    """A colleague's answer at the source, kept as an outgoing message that is delivered already.

    The same external id again gives the first one. The customer no longer waits; the status stays as it is.
    """
    conversation = lock_conversation(actor, conversation_id, can_receive_into)
    known = Message.objects.filter(inbox_id=conversation.origin_inbox_id, external_id=message.external_id).first()
    if known is not None:
        return message_info(known)
    at = at or now()
    added = write_message(
        conversation,
        direction="out",
        author=message.author_id,
        body=message.body,
        via=message.via,
        at=message.at,
        external_id=message.external_id,
        delivery="sent",
    )
    conversation.waiting_since = None
    save_changed(conversation)
    publish(ReplyAdded(**about(conversation), message_id=added.pk, seq=added.seq), actor=actor, at=at)
    return message_info(added)
