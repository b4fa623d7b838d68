"""Which topics a list shows, as it stands in an address: `?list=top&period=week&tag=a&tag=b&kind=question`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlencode

from community.models.topic import Kind
from community.texts import MAX_TAGS


class Listing(StrEnum):
    """The lists there are. "new" and "unread" know who reads."""

    LATEST = "latest"
    NEW = "new"
    UNREAD = "unread"
    TOP = "top"
    HOT = "hot"
    UNANSWERED = "unanswered"
    UNSOLVED = "unsolved"


class Period(StrEnum):
    """How far back the points of a top list go."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


PERSONAL = frozenset({Listing.UNREAD})
"""Lists that only somebody with an account has."""


class Parameters(Protocol):
    """A query string, such as Django's QueryDict."""

    def get(self, key: str, /) -> str | None:
        """The last value."""

    def getlist(self, key: str, /) -> list[str]:
        """All values."""


@dataclass(frozen=True, slots=True)
class TopicFilter:
    """Everything a list can be narrowed by. `query()` is its address; what is not said keeps its default there."""

    list: Listing = Listing.LATEST
    period: Period = Period.WEEK
    tags: tuple[str, ...] = ()
    kind: str = ""
    language: str = ""
    solved: str = ""
    author: str = ""

    def query(self, **changes: Any) -> str:
        """The query string of this filter with some changes, beginning with "?"; "?" alone for the plain list."""
        wanted = replace(self, **changes)
        pairs: list[tuple[str, str]] = []
        if wanted.list is not Listing.LATEST:
            pairs.append(("list", str(wanted.list)))
        if wanted.list == Listing.TOP and wanted.period is not Period.WEEK:
            pairs.append(("period", str(wanted.period)))
        pairs += [("tag", tag) for tag in wanted.tags]
        pairs += [(name, getattr(wanted, name)) for name in ("kind", "language", "solved", "author") if getattr(wanted, name)]
        return "?" + urlencode(pairs)

    def page(self, cursor: str) -> str:
        """The address of another page of this list."""
        plain = self.query()
        return plain + ("&" if len(plain) > 1 else "") + urlencode({"cursor": cursor})

    def with_tag(self, name: str) -> str:
        """The address with one more tag, or without it when it is chosen already."""
        chosen = tuple(tag for tag in self.tags if tag != name)
        if name not in self.tags:
            chosen = (*chosen, name)[-MAX_TAGS:]
        return self.query(tags=chosen)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is narrowed: the one page that search engines should know."""
        return self == TopicFilter()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the list itself is chosen."""
        return bool(self.tags or self.kind or self.language or self.solved or self.author)


def parse_filter(given: Parameters) -> TopicFilter:
    """The filter that an address asks for. What makes no sense is left out: a page beats an error."""
    return TopicFilter(
        list=_one_of(Listing, given.get("list"), Listing.LATEST),
        period=_one_of(Period, given.get("period"), Period.WEEK),
        tags=tuple(dict.fromkeys(tag for raw in given.getlist("tag") if (tag := _word(raw, 40).lower())))[:MAX_TAGS],
        kind=(wanted if (wanted := given.get("kind") or "") in set(Kind) else ""),
        language=_word(given.get("language") or "", 15),
        solved=(wanted if (wanted := given.get("solved") or "") in {"yes", "no"} else ""),
        author=_word(given.get("author") or "", 60),
    )


def filter_of(given: Mapping[str, Any]) -> TopicFilter:
    """The filter of input that a serializer has judged."""
    return TopicFilter(
        list=Listing(given["list"]),
        period=Period(given["period"]),
        tags=tuple(dict.fromkeys(tag.lower() for tag in given["tag"] if tag))[:MAX_TAGS],
        kind=given["kind"],
        language=given["language"],
        solved=given["solved"],
        author=given["author"],
    )


def _one_of(kind: Any, value: str | None, default: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        return default


def _word(value: str, most: int) -> str:
    return value.replace("\x00", "").strip()[:most]
