"""What other rooms may read: one message, one conversation, where it came from. No actor: for flows and subscribers."""

from uuid import UUID

from inbox.contracts import ConversationInfo, ConversationSource, MessageInfo
from inbox.models.conversations import Conversation
from inbox.models.timeline import Message
from kernel.errors import NotFoundError
from people.queries import people_by_id


def get_conversation_info(conversation_id: UUID) -> ConversationInfo:
    """One conversation; raises NotFoundError."""
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFoundError
    return conversation_info(conversation)


def get_conversation_source(conversation_id: UUID) -> ConversationSource:
    """Where a conversation comes from; raises NotFoundError."""
    return get_conversation_info(conversation_id).source


def find_by_source(kind: str, key: str) -> ConversationInfo | None:
    """The conversation of this source, or None."""
    conversation = Conversation.objects.filter(source_kind=kind, source_key=key).first() if key else None
    return conversation_info(conversation) if conversation is not None else None


def get_message(message_id: UUID) -> MessageInfo:
    """One public message; raises NotFoundError. Notes are not to be had here: they never leave the inbox."""
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        raise NotFoundError
    return message_info(message)


def conversation_info(conversation: Conversation) -> ConversationInfo:
    """The row as a plain value."""
    return ConversationInfo(
        id=conversation.pk,
        number=conversation.number,
        subject=conversation.subject,
        status=conversation.status,
        inbox_id=conversation.inbox_id,
        customer_id=conversation.customer_id,
        source=ConversationSource(
            conversation.source_kind, conversation.source_key, conversation.source_url, conversation.source_label
        ),
        seq=conversation.seq,
        version=conversation.version,
    )


def message_info(message: Message) -> MessageInfo:
    """The row as a plain value."""
    author = people_by_id([message.author_id]).get(message.author_id)
    return MessageInfo(
        id=message.pk,
        conversation_id=message.conversation_id,
        seq=message.seq,
        direction=message.direction,
        body=message.body,
        html=message.html,
        author_id=message.author_id,
        author_user_id=author.user_id if author else None,
        via=message.via,
        delivery=message.delivery,
        external_id=message.external_id,
        at=message.at,
    )
