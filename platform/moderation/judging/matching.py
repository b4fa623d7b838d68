"""Whether a word of a list stands in a text, and whether a host belongs to a domain."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from moderation.judging.reading import is_unspaced, plain_host


def find_word(text: str, words: Iterable[str]) -> str | None:
    """The first listed word that stands in the text, else None.

    Words match as whole words, without regard to case; `casino*` also finds "casinos". In scripts without spaces a word
    matches wherever it stands.
    """
    folded = folded_text(text)
    for word in words:
        pattern = _pattern(word)
        if pattern is not None and pattern.search(folded):
            return word
    return None


def folded_text(text: str) -> str:
    """The text as words are compared: compatible forms joined, case folded, invisible joiners gone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")


@lru_cache(maxsize=4_096)
def _pattern(word: str) -> re.Pattern[str] | None:
    wanted = folded_text(word).strip()
    open_end = wanted.endswith("*")
    wanted = " ".join(wanted.rstrip("*").split())
    if not wanted:
        return None
    body = r"\s+".join(re.escape(part) for part in wanted.split(" "))
    if any(is_unspaced(letter) for letter in wanted):
        return re.compile(body)
    return re.compile(rf"(?<!\w){body}" + ("" if open_end else r"(?!\w)"))


def in_domain(host: str, domain: str) -> bool:
    """Whether a host is the domain or below it: `shop.example.com` is below `example.com`, `attacker-example.com` is not."""
    host, domain = plain_host(host), plain_host(domain.removeprefix("*."))
    return bool(domain) and (host == domain or host.endswith("." + domain))


def find_domain(hosts: Iterable[str], domains: Collection[str]) -> str | None:
    """The first listed domain that one of the hosts belongs to, else None."""
    for host in hosts:
        for domain in domains:
            if in_domain(host, domain):
                return domain
    return None


def same_text(text: str) -> str:
    """A text as duplicates are compared: letters and digits alone, so that spaces and dots do not make it new."""
    folded = folded_text(text)
    return "".join(letter for letter in folded if letter.isalnum())


def fingerprint(kind: str, title: str, text: str) -> str:
    """What a reviewer looked at, to the letter: it changes with any change. Only a topic's title is its author's own."""
    own = title[:200] if kind == "topic" else ""
    return hashlib.sha256(f"{own}\x00{text}".encode()).hexdigest()[:32]


def edit_distance(one: str, other: str, most: int) -> int:
    """How many single changes lead from one word to the other; `most + 1` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, opposite in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != opposite))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
