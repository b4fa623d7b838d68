"""What other rooms may know of the community."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A staff team, as colleagues may name it with @."""

    id: UUID
    slug: str
    name: str


TeamDirectory = Callable[[], Sequence[TeamRef]]
_team_directory: list[TeamDirectory] = []


def provide_team_directory(directory: TeamDirectory) -> None:
    """Say who knows the staff's teams; called at start by the room that does."""
    _team_directory[:] = [directory]


def list_teams() -> Sequence[TeamRef]:
    """All staff teams of the tenant; none where nobody knows any."""
    return _team_directory[0]() if _team_directory else []


@dataclass(frozen=True, slots=True)
class BadgeLabel:
    """A badge as others name it: in the reader's language, with the address of its page."""

    name: str
    description: str
    path: str
    tier: str


BadgeDirectory = Callable[[Sequence[UUID]], Mapping[UUID, BadgeLabel]]
_badge_directory: list[BadgeDirectory] = []


def provide_badge_directory(directory: BadgeDirectory) -> None:
    """Say who knows badges; called at start by the room that does."""
    _badge_directory[:] = [directory]


def badge_labels(badge_ids: Sequence[UUID]) -> Mapping[UUID, BadgeLabel]:
    """These badges by id, as long as the brand has badges at all."""
    return _badge_directory[0](badge_ids) if _badge_directory else {}


ExportPart = Callable[[], Iterable[Mapping[str, object]]]
_export_parts: dict[str, ExportPart] = {}


def provide_export_part(name: str, rows: ExportPart) -> None:
    """Add `name`.jsonl to the export of everything; called at start by the room that knows these rows."""
    _export_parts[name] = rows


def export_parts() -> Mapping[str, ExportPart]:
    """What other rooms add to an export."""
    return dict(_export_parts)
