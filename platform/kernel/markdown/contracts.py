"""What a text refers to, and what whoever renders it may answer. Kernel asks nobody by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named with @: `label` is shown after the sign; without `url` it is no link (staff team, hidden group)."""

    label: str
    url: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded picture: its address, its size and smaller versions as (address, width)."""

    url: str
    width: int
    height: int
    versions: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """An uploaded file that is offered for download; `size` is written for people ("1.2 MB")."""

    url: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class QuoteSource:
    """Where a quotation comes from, for one reader: "Ben in “Cold brew”" and the post's address."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What another page says of itself; `image` is an address of `files` or empty."""

    url: str
    title: str
    text: str = ""
    site: str = ""
    image: str = ""
    width: int = 0
    height: int = 0


class Resolver(Protocol):
    """Answers for what can be known when a text is stored. One call each, with everything that the text names."""

    def mentions(self, names: frozenset[str], /) -> Mapping[str, Mention]:
        """Those of these names (lower case) that exist; the rest stay text."""

    def uploads(self, ids: frozenset[UUID], /) -> Mapping[UUID, Picture | Attachment]:
        """Those of these uploads that the writer may show; the rest leave their words behind."""


@dataclass(frozen=True, slots=True)
class References:
    """Everything a text points at."""

    mentions: frozenset[str]
    uploads: frozenset[UUID]
    quotes: frozenset[UUID]
    links: tuple[str, ...]
    """Addresses that stand alone on a line, in order, each once."""
