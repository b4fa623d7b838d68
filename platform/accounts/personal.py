"""What rooms above add to the export and the erasure of a member: who somebody is to them, rows that no key leads to, and
what must happen when somebody is forgotten."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Erased:
    """Who is forgotten, as they were called and as they are called from now on."""

    user_id: UUID
    person_id: UUID | None
    email: str
    name: str
    handle: str
    new_name: str
    new_handle: str


Exporter = Callable[[UUID], Iterable[Mapping[str, Any]]]
"""account -> rows about it that are not found by its own keys."""
Eraser = Callable[[Actor, Erased], None]
FaceFinder = Callable[[UUID], UUID | None]
"""account -> the person as whom it writes."""

_exporters: dict[str, Exporter] = {}
_erasers: dict[str, Eraser] = {}
_finders: list[FaceFinder] = []


def provide_exporter(name: str, exporter: Exporter) -> None:
    """Add a part to everybody's export; `name` is that of its file. Called from ready(), like the others here."""
    _exporters[name] = exporter


def provide_eraser(name: str, eraser: Eraser) -> None:
    """Add what must happen in a room when somebody is forgotten, inside the same transaction."""
    _erasers[name] = eraser


def provide_face_finder(finder: FaceFinder) -> None:
    """Say who knows the person behind an account."""
    _finders[:] = [finder]


def list_exporters() -> list[tuple[str, Exporter]]:
    """All of them, by name."""
    return sorted(_exporters.items())


def list_erasers() -> list[tuple[str, Eraser]]:
    """All of them, by name."""
    return sorted(_erasers.items())


def face_of(user_id: UUID) -> UUID | None:
    """The person behind the account, when anybody knows."""
    return _finders[0](user_id) if _finders else None
