"""Facts about mail: ids only, for durable subscribers."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import AccountEvent, Event


class MailEvent(Event):
    """Something about one mail."""

    mail_id: UUID

    @property
    def subject(self) -> str:
        return f"mail:{self.mail_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class MailQueued(MailEvent):
    """A letter waits to be sent."""

    type: ClassVar[str] = "connectors.mail_queued"


class MailReceived(MailEvent):
    """A mail came in and is stored."""

    type: ClassVar[str] = "connectors.mail_received"


class MailHandled(MailEvent):
    """What became of a mail that came in."""

    type: ClassVar[str] = "connectors.mail_handled"
    outcome: str
    reason: str = ""


class MailFailed(MailEvent):
    """A letter could not be delivered for good."""

    type: ClassVar[str] = "connectors.mail_failed"


class AddressPaused(AccountEvent):
    """Too much came back from the address of an account."""

    type: ClassVar[str] = "connectors.address_paused"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class AddressResumed(AddressPaused):
    """The account's owner says that the address works."""

    type: ClassVar[str] = "connectors.address_resumed"
