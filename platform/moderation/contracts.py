"""What moderation asks of others: things that can be flagged, and checkers that look at texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class FlaggedThing:
    """Something that members can flag, as reviewers see it. `space_id` says whose moderators may judge it.

    `author_user_id` is the account behind it, when there is one; `is_hidden` whether readers still see it.
    """

    kind: str
    id: UUID
    title: str
    text: str
    language: str
    path: str
    author_id: UUID | None
    author_user_id: UUID | None
    space_id: UUID | None
    created_at: datetime
    is_hidden: bool
    is_held: bool = False
    hidden_as: str = ""
    """How it is hidden, in the owning app's words; what `hide` took as `why`."""
    topic_id: UUID | None = None
    """The topic that it stands in, if in one."""


class ThingSource(Protocol):
    """How moderation reaches one kind of thing. The app that owns the kind hands it in from its ready()."""

    def find(self, ids: Collection[UUID]) -> Mapping[UUID, FlaggedThing]:
        """These things in a constant number of queries; unknown ids are left out. The caller checks who may see them."""

    def may_see(self, actor: Actor, thing: FlaggedThing) -> bool:
        """Whether the actor may read it, and so flag it."""

    def hide(self, *, actor: Actor, thing_id: UUID, why: str, at: datetime) -> None:
        """Take it out of sight; `why` is "flagged", "moderated" or "spam". Nothing when it is hidden already."""

    def restore(self, *, actor: Actor, thing_id: UUID, at: datetime) -> None:
        """Bring it back into sight; what was held is published. Nothing when it is in sight."""

    def reject(self, *, actor: Actor, thing_id: UUID, why: str, at: datetime) -> None:
        """Never publish what was held; `why` as for `hide`."""

    def by_author(self, person_id: UUID) -> Sequence[UUID]:
        """All that this person made and that is in sight, newest first."""


_sources: dict[str, ThingSource] = {}


def provide_things(kind: str, source: ThingSource) -> None:
    """Hand in how to reach the things of a kind; called from the owning app's ready()."""
    _sources[kind] = source


def source_of(kind: str) -> ThingSource | None:
    """Who knows the things of this kind, or None."""
    return _sources.get(kind)


def list_kinds() -> list[str]:
    """All kinds that can be flagged."""
    return sorted(_sources)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """What a checker is given: the text and what is known of its circumstances. No request, no network."""

    kind: str
    title: str
    text: str
    language: str
    level: int
    is_edit: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A checker's word: how likely it is spam (0 to 1) and what made it think so, for people to read."""

    checker: str
    probability: float
    because: tuple[str, ...] = ()


class Checker(Protocol):
    """Looks at a text and says how likely it is spam; None when it has no opinion. Runs inside the transaction that
    publishes: it must be quick and ask nobody outside."""

    def __call__(self, text: CheckedText) -> Finding | None: ...


_checkers: dict[str, Checker] = {}


def register_checker(name: str, checker: Checker) -> None:
    """Add a checker; called from an app's ready()."""
    _checkers[name] = checker


def list_checkers() -> list[tuple[str, Checker]]:
    """All checkers, by name."""
    return sorted(_checkers.items())
