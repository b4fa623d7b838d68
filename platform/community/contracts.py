"""What other rooms may know of the community."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TopicDigest:
    """A topic as other rooms quote it. `path` is its address on the brand's host; `html` and `text` are its first post."""

    id: UUID
    number: int
    title: str
    path: str
    kind: str
    language: str
    space_id: UUID
    space_name: str
    author_id: UUID
    first_post_id: UUID
    text: str
    html: str
    created_at: datetime
    last_position: int
    reply_count: int
    is_solved: bool
    solution_id: UUID | None
    is_locked: bool
    is_hidden: bool
    is_imported: bool


@dataclass(frozen=True, slots=True)
class PostDigest:
    """A post as other rooms quote it. Position 1 is the topic's own text."""

    id: UUID
    topic_id: UUID
    position: int
    author_id: UUID
    text: str
    html: str
    created_at: datetime
    origin: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class UnansweredTopic:
    """A question whose space has run out of patience. `due_at` is when it did."""

    topic_id: UUID
    space_id: UUID
    created_at: datetime
    due_at: datetime
