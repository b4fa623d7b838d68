"""What other rooms may know of a person, and what they hand in to a person's timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from kernel.actor import Actor

TimelineKind = Literal["topic", "post", "solution", "conversation", "note", "merge"]


@dataclass(frozen=True, slots=True)
class IdentityKey:
    """Names an identity: see `people.models.Identity`."""

    kind: str
    scope: str
    value: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class PersonInfo:
    """A person as lists and messages show them. `user_id` is their account here, `handle` its public name, when they have one.

    `picture` is the address of the small picture beside the name, or nothing.
    """

    id: UUID
    name: str
    language: str = ""
    user_id: UUID | None = None
    handle: str = ""
    role: str = ""
    is_imported: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of a timeline ended: its last entry's time and id."""

    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that a person did, or that was done about them."""

    at: datetime
    id: UUID
    kind: TimelineKind
    title: str
    excerpt: str = ""
    url: str = ""
    conversation_id: UUID | None = None


class TimelineSource(Protocol):
    """What an app knows of people. It answers for several ids at once, because merged people keep their rows."""

    def entries(self, actor: Actor, person_ids: Sequence[UUID], before: Position | None, limit: int) -> Sequence[TimelineEntry]:
        """Up to `limit` entries that the actor may see, newest first by (at, id), strictly before the position."""

    def counts(self, actor: Actor, person_ids: Sequence[UUID]) -> Mapping[str, int]:
        """Numbers for the profile, such as {"posts": 12}, of what the actor may see."""


_sources: dict[str, TimelineSource] = {}


def register_timeline_source(name: str, source: TimelineSource) -> None:
    """Declare what an app contributes to timelines; called from its ready()."""
    _sources[name] = source


def list_timeline_sources() -> list[tuple[str, TimelineSource]]:
    """All sources, by name."""
    return sorted(_sources.items())


def account_identity(user_id: UUID) -> IdentityKey:
    """The identity of a community or staff account."""
    return IdentityKey("account", "", str(user_id))
