"""What other rooms may know of uploads, and what they hand in: whose pages uploads stand on, who may upload, a scanner."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Version:
    """A smaller copy of a picture."""

    url: str
    width: int


@dataclass(frozen=True, slots=True)
class UploadInfo:
    """An upload as other rooms and the API show it."""

    id: UUID
    name: str
    kind: str
    media_type: str
    size: int
    width: int
    height: int
    is_animated: bool
    is_private: bool
    owner_id: UUID | None
    url: str
    versions: tuple[Version, ...]
    markdown: str
    created_at: datetime


MayRead = Callable[[Actor, Collection[UUID]], Collection[UUID]]
"""Of these things, those that the actor may read."""
_readers: dict[str, MayRead] = {}


def provide_reader(kind: str, may_read: MayRead) -> None:
    """Say who may read things of this kind ("post", "draft"), and with them the uploads that stand in them."""
    _readers[kind] = may_read


def readable(kind: str, actor: Actor, ids: Collection[UUID]) -> Collection[UUID]:
    """Those of these things that the actor may read; none of a kind that nobody answers for."""
    may_read = _readers.get(kind)
    return may_read(actor, ids) if may_read is not None else ()


MayUpload = Callable[[Actor, bool], bool]
"""Whether the actor may upload; the second argument says whether it is a picture."""
_rules: list[MayUpload] = []


def provide_upload_rule(may_upload: MayUpload) -> None:
    """Add a condition: every rule must agree."""
    if may_upload not in _rules:
        _rules.append(may_upload)


def rules_allow(actor: Actor, *, is_picture: bool) -> bool:
    """Whether every rule agrees."""
    return all(rule(actor, is_picture) for rule in _rules)


class Source(Protocol):
    """Bytes to read, from wherever they lie."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, _whence: int = 0, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner found; `threat` is empty for a harmless file."""

    threat: str = ""


class Scanner(Protocol):
    """Looks into a file before anybody can fetch it. Raises TransientError when it cannot say: the upload is then refused."""

    def scan(self, source: Source, /) -> Verdict: ...


_scanners: list[Scanner] = []


def provide_scanner(scanner: Scanner) -> None:
    """Have every upload looked at by this scanner too."""
    _scanners.append(scanner)


def list_scanners() -> tuple[Scanner, ...]:
    """The scanners of this installation, in the order in which they are asked."""
    return tuple(_scanners)
