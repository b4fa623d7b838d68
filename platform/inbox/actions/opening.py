"""Messages from outside: opening a conversation and adding to it. For the platform, tokens of administrators, flows."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from inbox.actions.rows import about, author_id, lock_conversation, record, save_changed, status_changed, turn
from inbox.actions.writing import write_message
from inbox.contracts import VIAS, ConversationInfo, ConversationSource, MessageInfo, NewMessage
from inbox.events import ConversationOpened, MessageReceived
from inbox.models.conversations import Conversation
from inbox.models.organisation import Inbox
from inbox.models.timeline import Message, TimelineEvent
from inbox.models.words import searchable
from inbox.policies import can_receive, can_receive_into
from inbox.queries.info import conversation_info, message_info
from kernel.actor import STAFF, Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from kernel.ids import uuid7
from kernel.markdown import excerpt, render_markdown
from people.queries import people_by_id
from tenants.numbers import next_number


@action
def open_conversation(
    *,
    actor: Actor,
    inbox_id: UUID,
    subject: str,
    customer_id: UUID,
    source: ConversationSource,
    messages: list[NewMessage],
    language: str = "",
    priority: str = "normal",
    id: UUID | None = None,  # noqa: A002 - minted by the caller
    at: datetime | None = None,
) -> ConversationInfo:
    """The conversation of a source, opened when there is none; callers at the same moment get the same one.

    The messages of a first call are kept, those of a repeated call ignored: use `add_inbound_message` to add. A message
    of a colleague counts as an answer, everybody else's (others who wrote in the same topic) as the customer's.
    """
    authorise(actor, can_receive)
    known = _by_source(source)
    if known is not None:
        return conversation_info(known)
    inbox = Inbox.objects.filter(pk=inbox_id).first()
    customer = people_by_id([customer_id]).get(customer_id)
    if inbox is None or customer is None:
        raise NotFoundError
    if not messages:
        raise InvalidError(_("A conversation begins with a message."), fields={"messages": ["required"]})
    at = at or now()
    number = next_number("conversation")
    # Whoever holds the counter is alone here: a second opener of the same source sees the first one's row from now on.
    known = _by_source(source)
    if known is not None:
        return conversation_info(known)
    text = one_line(subject)[:200] or excerpt(render_markdown(messages[0].body), 120)
    conversation = Conversation(
        id=id or uuid7(),
        number=number,
        subject=text,
        priority=priority,
        inbox=inbox,
        origin_inbox=inbox,
        team_id=inbox.default_team_id,
        customer_id=customer_id,
        language=(language or customer.language)[:15],
        source_kind=source.kind,
        source_key=source.key,
        source_url=source.url[:500],
        source_label=source.label[:200],
        search_text=searchable(text, customer.name),
        created_at=at,
        last_message_at=messages[0].at,
        position=1,
    )
    try:
        with transaction.atomic():
            conversation.save(force_insert=True)
    except IntegrityError:
        known = _by_source(source)
        if known is None:
            raise
        return conversation_info(known)
    data = {"source": source.kind, "label": source.label}
    TimelineEvent.objects.create(
        conversation=conversation, position=1, code="created", data=data, author_id=author_id(actor), at=at
    )
    colleagues = _colleagues(messages, customer_id)
    for message in messages:
        _write(conversation, message, colleagues)
    conversation.save()
    publish(ConversationOpened(**about(conversation)), actor=actor, at=at)
    return conversation_info(conversation)


@action
def add_inbound_message(*, actor: Actor, conversation_id: UUID, message: NewMessage, at: datetime | None = None) -> MessageInfo:
    """The message on its conversation; the same external id again gives the first one.

    A customer who writes again re-opens what was resolved, pending or put aside. Spam stays where it is. A colleague who
    wrote at the source itself has answered there: nobody waits any more and nothing is re-opened.
    """
    conversation = lock_conversation(actor, conversation_id, can_receive_into)
    if message.external_id:
        known = Message.objects.filter(inbox_id=conversation.origin_inbox_id, external_id=message.external_id).first()
        if known is not None:
            return message_info(known)
    at = at or now()
    previous = conversation.status
    colleagues = _colleagues([message], conversation.customer_id)
    if not colleagues and previous in ("resolved", "pending", "snoozed"):
        if previous == "resolved":
            conversation.reopened_count += 1
        turn(conversation, "open", at=at)
    added = _write(conversation, message, colleagues)
    if previous != conversation.status:
        record(conversation, actor, "reopened", {"from": previous, "to": conversation.status}, at=at)
    save_changed(conversation)
    publish(MessageReceived(**about(conversation), message_id=added.pk, seq=added.seq), actor=actor, at=at)
    if previous != conversation.status:
        publish(status_changed(conversation, previous), actor=actor, at=at)
    return message_info(added)


def _colleagues(messages: list[NewMessage], customer_id: UUID) -> set[UUID]:
    """Which of the authors work here and write as such, not about a matter of their own."""
    authors = people_by_id({message.author_id for message in messages} - {customer_id})
    return {person_id for person_id, info in authors.items() if info.role in STAFF}


def _write(conversation: Conversation, message: NewMessage, colleagues: set[UUID]) -> Message:
    if message.via not in VIAS:
        raise InvalidError(_("There is no such way of contact."), fields={"via": ["unknown"]})
    answered = message.author_id in colleagues
    added = write_message(
        conversation,
        direction="out" if answered else "in",
        author=message.author_id,
        body=message.body,
        via=message.via,
        at=message.at,
        external_id=message.external_id,
        delivery="sent" if answered else "",
    )
    if answered:
        conversation.waiting_since = None
    elif conversation.status not in ("resolved", "spam") and conversation.waiting_since is None:
        conversation.waiting_since = message.at
    return added


def one_line(text: str) -> str:
    """Text without line breaks, double spaces and zero bytes."""
    return " ".join(text.replace("\x00", "").split())


def _by_source(source: ConversationSource) -> Conversation | None:
    if not source.key:
        return None
    return Conversation.objects.filter(source_kind=source.kind, source_key=source.key).first()
