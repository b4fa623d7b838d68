"""Facts about conversations. Those who see an inbox learn what happens in it; `version` tells a reader whether to refetch."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event, Touches


class ConversationEvent(Event):
    """Base: something happened to a conversation while it was in `inbox_id`."""

    touches: ClassVar[Touches] = Touches.NOTHING
    conversation_id: UUID
    inbox_id: UUID
    conversation_version: int

    @property
    def subject(self) -> str:
        return f"conversation:{self.conversation_id}"

    @property
    def audience(self) -> str:
        return audience.of("inbox", self.inbox_id)


class ConversationOpened(ConversationEvent):
    """A conversation began."""

    type: ClassVar[str] = "inbox.conversation_opened"


class MessageReceived(ConversationEvent):
    """A message came in from outside."""

    type: ClassVar[str] = "inbox.message_received"
    message_id: UUID
    seq: int


class ReplyAdded(ConversationEvent):
    """A colleague answered; whoever carries messages to the conversation's source takes it from here."""

    type: ClassVar[str] = "inbox.reply_added"
    message_id: UUID
    seq: int


class ReplyDelivered(ConversationEvent):
    """A reply arrived at the source, or did not: `delivery` is "sent" or "failed"."""

    type: ClassVar[str] = "inbox.reply_delivered"
    message_id: UUID
    delivery: str


class NoteAdded(ConversationEvent):
    """A colleague left a private note."""

    type: ClassVar[str] = "inbox.note_added"
    note_id: UUID


class ConversationAssigned(ConversationEvent):
    """Somebody, some team or nobody is now responsible."""

    type: ClassVar[str] = "inbox.conversation_assigned"
    assignee_id: UUID | None
    team_id: UUID | None


class ConversationHandedOff(ConversationEvent):
    """One department passed it to another."""

    type: ClassVar[str] = "inbox.conversation_handed_off"
    handoff_id: UUID
    from_team_id: UUID | None
    to_team_id: UUID


class ConversationStatusChanged(ConversationEvent):
    """It was closed, opened, put aside or woke up."""

    type: ClassVar[str] = "inbox.conversation_status_changed"
    status: str
    previous: str


class ConversationPrioritised(ConversationEvent):
    """It became more or less urgent."""

    type: ClassVar[str] = "inbox.conversation_prioritised"
    priority: str


class ConversationLabelled(ConversationEvent):
    """Its labels changed."""

    type: ClassVar[str] = "inbox.conversation_labelled"


class ConversationMoved(ConversationEvent):
    """It left one inbox for another. Published once for each of the two audiences: `inbox_id` is the one that is told."""

    type: ClassVar[str] = "inbox.conversation_moved"
    from_inbox_id: UUID
    to_inbox_id: UUID


class ConversationRead(Event):
    """A colleague read up to a message; their own other windows learn of it."""

    touches: ClassVar[Touches] = Touches.NOTHING
    type: ClassVar[str] = "inbox.conversation_read"
    conversation_id: UUID
    user_id: UUID
    seq: int

    @property
    def subject(self) -> str:
        return f"conversation:{self.conversation_id}"

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)


class InboxImported(Event):
    """Old conversations were brought into an inbox; lists are worth a fresh look."""

    touches: ClassVar[Touches] = Touches.NOTHING
    type: ClassVar[str] = "inbox.imported"
    inbox_id: UUID
    conversations: int
    messages: int

    @property
    def subject(self) -> str:
        return f"inbox:{self.inbox_id}"

    @property
    def audience(self) -> str:
        return audience.of("inbox", self.inbox_id)


class InboxChanged(Event):
    """An inbox was made, or the teams that work in it changed."""

    touches: ClassVar[Touches] = Touches.NOTHING
    type: ClassVar[str] = "inbox.inbox_changed"
    inbox_id: UUID

    @property
    def subject(self) -> str:
        return f"inbox:{self.inbox_id}"

    @property
    def audience(self) -> str:
        return audience.of("inbox", self.inbox_id)


class TeamChanged(Event):
    """A team was made, or its members changed."""

    touches: ClassVar[Touches] = Touches.NOTHING
    type: ClassVar[str] = "inbox.team_changed"
    team_id: UUID

    @property
    def subject(self) -> str:
        return f"team:{self.team_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class LabelCreated(Event):
    """There is a new label."""

    touches: ClassVar[Touches] = Touches.NOTHING
    type: ClassVar[str] = "inbox.label_created"
    label_id: UUID

    @property
    def subject(self) -> str:
        return f"label:{self.label_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF
