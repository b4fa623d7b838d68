"""Facts about private messages. Each participant gets an event of their own: nobody else ever hears of it."""

from typing import ClassVar
from uuid import UUID

from events.base import AccountEvent, Touches


class ExchangeEvent(AccountEvent):
    """Base: something happened in an exchange, for one of its participants."""

    touches: ClassVar[Touches] = Touches.NOTHING
    exchange_id: UUID


class MessageSent(ExchangeEvent):
    """Somebody said something, or came or went."""

    type: ClassVar[str] = "messaging.message_sent"
    message_id: UUID
    position: int


class MessageHidden(ExchangeEvent):
    """A message was withdrawn by its author or taken away by a moderator, or came back."""

    type: ClassVar[str] = "messaging.message_hidden"
    message_id: UUID
    position: int


class ExchangeRead(ExchangeEvent):
    """The participant has read up to here, perhaps in another tab."""

    type: ClassVar[str] = "messaging.exchange_read"
    position: int


class ExchangeChanged(ExchangeEvent):
    """Its title, or who takes part, or how this participant wants to hear of it."""

    type: ClassVar[str] = "messaging.exchange_changed"
