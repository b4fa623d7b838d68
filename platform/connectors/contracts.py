"""What other rooms may know of the connectors."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a letter stands in the conversations of a mail program: ids that only ever went to this one reader."""

    message_id: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one address, written and translated, ready for the queue."""

    kind: str
    address: str
    subject: str
    text: str
    html: str
    language: str
    user_id: UUID | None = None
    sender_name: str = ""
    reply_to: str = ""
    thread: Thread | None = None
    unsubscribe_url: str = ""
    """Takes RFC 8058's POST; such a letter also says List-Unsubscribe-Post."""
    list_id: str = ""
    auto_submitted: str = "auto-generated"
    once_key: str = ""
    """A letter of the same kind with the same key is not queued again within a day."""
