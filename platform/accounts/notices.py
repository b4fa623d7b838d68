"""Kinds of notice that a member can be given, with their texts; each app registers its own in ready()."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID


class Channel(StrEnum):
    """Ways in which a member may be told."""

    IN_APP = "in_app"
    EMAIL = "email"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the texts of a notice are made from, in the reader's language. `who` is ready to read: "Ann and 4 others"."""

    who: str = ""
    count: int = 1
    people: int = 1
    """How many `who` names: verbs follow it in many languages."""
    topic_title: str = ""
    path: str = ""
    """Where the topic or post stands, when the notice is about one that its reader may see; else empty."""
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One row of the preferences. `text` makes the sentence, `path` says where it leads when it is no topic or post."""

    key: str
    label: Any
    """Lazy text for the preferences: what happens when this is given."""
    text: Callable[[Noticed], str]
    path: Callable[[Noticed], str] | None = None
    section: str = "community"
    order: int = 100
    channels: frozenset[Channel] = frozenset({Channel.IN_APP, Channel.EMAIL, Channel.PUSH})
    """Where it goes while the member has not chosen."""
    needs_topic: bool = False
    """Whether it means nothing to somebody who may no longer see its topic."""
    is_fixed: bool = False
    """Whether it is always shown in the app: decisions about the member cannot be silenced there."""


Ignorers = Callable[[Collection[UUID], UUID], Collection[UUID]]
"""(accounts, a person) -> those of the accounts that want to hear nothing of this person."""
_ignorers: list[Ignorers] = []


def provide_ignorers(ignorers: Ignorers) -> None:
    """Say who knows whom members ignore; called from ready()."""
    _ignorers[:] = [ignorers]


def ignoring(user_ids: Collection[UUID], person_id: UUID) -> Collection[UUID]:
    """Those of these accounts that ignore the person; none where nobody knows."""
    return _ignorers[0](user_ids, person_id) if _ignorers else ()


_kinds: dict[str, NoticeKind] = {}


def register_kind(kind: NoticeKind) -> None:
    """Declare a kind; called from its app's ready()."""
    _kinds[kind.key] = kind


def list_kinds() -> list[NoticeKind]:
    """All kinds in the order of the preferences."""
    return sorted(_kinds.values(), key=lambda kind: (kind.section, kind.order, kind.key))


def get_kind(key: str) -> NoticeKind | None:
    """The kind, or None when this release no longer knows it."""
    return _kinds.get(key)


def pairs_of(data: Mapping[str, str | int]) -> tuple[str, ...]:
    """The data of a notice as an event carries it."""
    return tuple(f"{name}#{value}" if isinstance(value, int) else f"{name}={value}" for name, value in data.items())


def data_of(pairs: Collection[str]) -> dict[str, str | int]:
    """The data again. Names are words, so the first sign that is none parts them from their value."""
    found: dict[str, str | int] = {}
    for pair in pairs:
        name = next(iter(re.split(r"[=#]", pair, maxsplit=1)))
        value = pair[len(name) + 1 :]
        found[name] = int(value) if pair[len(name) : len(name) + 1] == "#" else value
    return found
