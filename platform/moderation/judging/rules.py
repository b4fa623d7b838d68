"""A brand's rules as plain values: which texts they meet, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from moderation.judging.matching import find_domain, find_word
from moderation.judging.reading import Features, plain_host

MOST_WORDS = 500


class WordList(BaseModel):
    """Words of one language; an empty language is for all texts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str = Field(default="", max_length=15)
    words: tuple[str, ...] = Field(max_length=MOST_WORDS)

    @field_validator("words")
    @classmethod
    def _tidy(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip(" *")))
        if any(len(word) > 100 for word in kept):
            raise ValueError("a word has at most 100 letters")
        return kept


class Conditions(BaseModel):
    """All that are set must hold. At least one must be set: a rule for everything is a space's setting, not a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first_posts: int | None = Field(default=None, ge=1, le=100, strict=True)
    level_below: int | None = Field(default=None, ge=1, le=4, strict=True)
    min_links: int | None = Field(default=None, ge=1, le=100, strict=True)
    words: tuple[WordList, ...] = Field(default=(), max_length=40)
    domains: tuple[str, ...] = Field(default=(), max_length=MOST_WORDS)
    space_ids: tuple[UUID, ...] = Field(default=(), max_length=200)

    @field_validator("domains")
    @classmethod
    def _hosts(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(dict.fromkeys(plain_host(domain.removeprefix("*.")) for domain in domains if domain.strip()))
        wrong = [domain for domain in kept if "." not in domain or "/" in domain or " " in domain]
        if wrong:
            raise ValueError(f"not a domain: {wrong[0]}")
        return kept

    @model_validator(mode="after")
    def _something(self) -> "Conditions":
        if not (
            self.first_posts or self.level_below or self.min_links or any(w.words for w in self.words) or self.domains
        ) and not (self.space_ids):
            raise ValueError("choose at least one condition")
        return self


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that somebody sends in, as rules see it. `earlier_posts` are those already published."""

    text: str
    features: Features
    language: str
    space_id: UUID | None
    level: int
    earlier_posts: int
    is_exempt: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a text was held or flagged: a code, and the word or domain that was found."""

    code: str
    detail: str = ""


def matches(conditions: Conditions, candidate: Candidate) -> Sequence[Reason] | None:
    """Why the rule meets this text; None when it does not. Staff and moderators are never met."""
    if candidate.is_exempt:
        return None
    found: list[Reason] = []
    for judge in (_space, _first_posts, _level, _links, _domain, _words):
        reason = judge(conditions, candidate)
        if reason is _MISSED:
            return None
        if reason is not None:
            found.append(reason)
    return found


_MISSED = Reason("missed")
"""The condition is set and does not hold; None stands for one that is not set."""


def _space(conditions: Conditions, candidate: Candidate) -> Reason | None:
    if not conditions.space_ids:
        return None
    return Reason("space") if candidate.space_id in conditions.space_ids else _MISSED


def _first_posts(conditions: Conditions, candidate: Candidate) -> Reason | None:
    if conditions.first_posts is None:
        return None
    first = candidate.earlier_posts < conditions.first_posts
    return Reason("first_posts", str(candidate.earlier_posts + 1)) if first else _MISSED


def _level(conditions: Conditions, candidate: Candidate) -> Reason | None:
    if conditions.level_below is None:
        return None
    return Reason("level", str(candidate.level)) if candidate.level < conditions.level_below else _MISSED


def _links(conditions: Conditions, candidate: Candidate) -> Reason | None:
    if conditions.min_links is None:
        return None
    return Reason("links", str(candidate.features.links)) if candidate.features.links >= conditions.min_links else _MISSED


def _domain(conditions: Conditions, candidate: Candidate) -> Reason | None:
    if not conditions.domains:
        return None
    domain = find_domain(candidate.features.hosts, conditions.domains)
    return Reason("domain", domain) if domain is not None else _MISSED


def _words(conditions: Conditions, candidate: Candidate) -> Reason | None:
    if not any(words.words for words in conditions.words):
        return None
    word = _word(conditions, candidate)
    return Reason("word", word) if word is not None else _MISSED


def _word(conditions: Conditions, candidate: Candidate) -> str | None:
    for words in conditions.words:
        if not words.language or _same_language(words.language, candidate.language):
            found = find_word(candidate.text, words.words)
            if found is not None:
                return found
    return None


def _same_language(wanted: str, given: str) -> bool:
    """`de` is for `de-AT` too; a text of unknown language is tried against every list."""
    return not given or wanted.lower().split("-")[0] == given.lower().split("-")[0]
