"""What people type into the search field, read into words and filters. Pure text; the operators are Discourse's.

    how to descale @maya #machines tags:steel+brass -tags:old status:solved after:2026-01-01 order:likes "blue light"

Words with an operator that nobody knows stay words. What an operator cannot mean is told in `problems`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

MAX_QUERY = 400
IN = frozenset(
    "title likes bookmarks posted watching tracking seen unseen pinned wiki first all created".split()  # noqa: SIM905 - reads as the manual does
)
STATUS = frozenset("open closed archived public noreplies single_user solved unsolved".split())  # noqa: SIM905
ORDER = frozenset("relevance latest likes views latest_topic votes oldest read".split())  # noqa: SIM905
KINDS = frozenset({"question", "discussion", "announcement", "idea", "article"})
PERSONAL = frozenset({"likes", "bookmarks", "posted", "watching", "tracking", "seen", "unseen", "created"})
"""Filters that mean something to people with an account alone."""
NUMBERS = {
    "min_posts": "min_posts",
    "posts-min": "min_posts",
    "max_posts": "max_posts",
    "posts-max": "max_posts",
    "min_views": "min_views",
    "views-min": "min_views",
    "max_views": "max_views",
    "views-max": "max_views",
    "likes-min": "min_likes",
    "likes-max": "max_likes",
    "likes-op-min": "min_op_likes",
    "likes-op-max": "max_op_likes",
    "posters-min": "min_posters",
    "posters-max": "max_posters",
}
_TOKEN = re.compile(r'-?"[^"]*"?|\S+')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words (as PostgreSQL's websearch syntax takes them) and filters; an empty one finds nothing."""

    words: str = ""
    authors: frozenset[str] = frozenset()
    spaces: frozenset[str] = frozenset()
    exact_spaces: frozenset[str] = frozenset()
    all_tags: frozenset[str] = frozenset()
    any_tags: frozenset[str] = frozenset()
    no_tags: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    badges: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    file_types: frozenset[str] = frozenset()
    numbers: dict[str, int] = field(default_factory=dict)
    before: date | None = None
    after: date | None = None
    with_images: bool = False
    order: str = "relevance"
    problems: tuple[tuple[str, str], ...] = ()
    """Pairs of a code and what was typed: bad_date, bad_number, bad_value, elsewhere."""

    @property
    def has_filters(self) -> bool:
        """Whether anything but words narrows the search."""
        bare = SearchQuery(words=self.words, order=self.order, problems=self.problems)
        return self != bare

    @property
    def is_exact(self) -> bool:
        """Whether the words say what must not or must exactly be there, so that what is merely alike is no answer."""
        return '"' in self.words or bool(self.parted[1])

    @property
    def parted(self) -> tuple[str, str]:
        """The words that are wanted, and those (joined by "or") that must not be there."""
        tokens = _TOKEN.findall(self.words)
        unwanted = [token[1:] for token in tokens if token.startswith("-") and token.strip('-"')]
        return " ".join(token for token in tokens if not token.startswith("-")), " or ".join(unwanted)

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.has_filters


def parse_search(text: str) -> SearchQuery:
    """The query that a text means."""
    text = unicodedata.normalize("NFKC", text).replace("\x00", "").strip()[:MAX_QUERY]
    words: list[str] = []
    query = SearchQuery()
    for token in _TOKEN.findall(text):
        read = _operator(query, token)
        if read is None:
            words.append(token)
        else:
            query = read
    return replace(query, words=" ".join(words))


def _operator(query: SearchQuery, token: str) -> SearchQuery | None:
    """The query with this token's filter, or None when the token is a word."""
    if token.startswith(("@", "#")) and len(token) > 1:
        return _sigil(query, token)
    name, colon, value = token.partition(":")
    if not colon or not value or token.startswith('"'):
        return None
    name = name.lower()
    return _READERS[name](query, name, token, value) if name in _READERS else None


def _sigil(query: SearchQuery, token: str) -> SearchQuery:
    sign, rest = token[0], token[1:].lower()
    if sign == "@":
        return replace(query, authors=query.authors | {rest})
    if rest.startswith("="):
        return replace(query, exact_spaces=query.exact_spaces | {rest[1:]})
    return replace(query, spaces=query.spaces | {rest})


_SETS = {"in": IN, "status": STATUS, "order": ORDER, "kind": KINDS}
_FIELDS = {"in": "within", "status": "status", "kind": "kinds"}


def _among(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    value = value.lower()
    if name == "in" and value in {"personal", "messages", "assigned", "unassigned"}:
        return _with_problem(query, "elsewhere", token)
    if value not in _SETS[name]:
        return _with_problem(query, "bad_value", token)
    if name == "order":
        return replace(query, order=value)
    return _joined(query, _FIELDS[name], {value})


def _number(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        return _with_problem(query, "bad_number", token)
    return replace(query, numbers={**query.numbers, NUMBERS[name]: int(value)})


def _day(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    changes: dict[str, Any] = {name: day}
    return _with_problem(query, "bad_date", token) if day is None else replace(query, **changes)


def _tags(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    value = value.lower()
    if name.startswith("-"):
        return _joined(query, "no_tags", set(re.split(r"[,+]", value)))
    if "," in value:
        return _joined(query, "any_tags", set(value.split(",")))
    return _joined(query, "all_tags", set(value.split("+")))


_NAMED = {
    "user": "authors",
    "category": "spaces",
    "space": "spaces",
    "group": "groups",
    "badge": "badges",
    "locale": "languages",
    "language": "languages",
    "filetype": "file_types",
}


def _named(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    value = value.lower()
    if name in {"category", "space"} and value.startswith("="):
        return _joined(query, "exact_spaces", {value[1:]})
    return _joined(query, _NAMED[name], set(value.split(",")))


def _with(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    return replace(query, with_images=True) if value.lower() == "images" else _with_problem(query, "bad_value", token)


def _elsewhere(query: SearchQuery, name: str, token: str, value: str) -> SearchQuery:
    return _with_problem(query, "elsewhere", token)


def _joined(query: SearchQuery, name: str, values: set[str]) -> SearchQuery:
    changes: dict[str, Any] = {name: getattr(query, name) | {value for value in values if value}}
    return replace(query, **changes)


def _with_problem(query: SearchQuery, code: str, token: str) -> SearchQuery:
    return replace(query, problems=(*query.problems, (code, token)))


_READERS: dict[str, Callable[[SearchQuery, str, str, str], SearchQuery]] = {
    **dict.fromkeys(_SETS, _among),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(["before", "after"], _day),
    **dict.fromkeys(["tags", "tag", "-tags", "-tag"], _tags),
    **dict.fromkeys(_NAMED, _named),
    "with": _with,
    "assigned": _elsewhere,
}
