"""What other rooms may know of conversations, and the words that rows and addresses share."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

STATUSES = ["open", "pending", "snoozed", "resolved", "spam"]
PRIORITIES = ["low", "normal", "high", "urgent"]
INBOX_KINDS = ["community", "api", "imported"]
SOURCE_KINDS = ["community_topic", "imported_tweets", "api"]
DIRECTIONS = ["in", "out"]
VIAS = ["community", "twitter", "desk", "api"]
DELIVERIES = ["sent", "queued", "failed"]


@dataclass(frozen=True, slots=True)
class ConversationSource:
    """Where a conversation comes from: (kind, key) names at most one conversation of a brand."""

    kind: str
    key: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message from outside. `external_id` names it for good in the inbox where its conversation began."""

    author_id: UUID
    body: str
    at: datetime
    via: str
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class ConversationInfo:
    """A conversation as other rooms need it."""

    id: UUID
    number: int
    subject: str
    status: str
    inbox_id: UUID
    customer_id: UUID
    source: ConversationSource
    seq: int
    version: int


@dataclass(frozen=True, slots=True)
class MessageInfo:
    """A public message as other rooms need it. `author_user_id` is the agent's account when a colleague wrote it."""

    id: UUID
    conversation_id: UUID
    seq: int
    direction: str
    body: str
    html: str
    author_id: UUID
    author_user_id: UUID | None
    via: str
    delivery: str
    external_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as the staff application shows them."""

    id: UUID
    name: str
    handle: str
    role: str
    user_id: UUID | None
    is_imported: bool
    avatar_hue: int


@dataclass(frozen=True, slots=True)
class UserRef:
    """A colleague as the staff application shows them."""

    id: UUID
    name: str
    handle: str
    role: str
    avatar_hue: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a conversation's timeline: a public message, a private note or a record of what was done."""

    id: UUID
    kind: str
    at: datetime
    seq: int | None = None
    direction: str | None = None
    author: PersonRef | None = None
    body_html: str = ""
    body_text: str = ""
    via: str | None = None
    delivery: str | None = None
    code: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    position: int = 0
