"""The table of contents of an article, from its HTML. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents; `depth` begins at 0."""

    anchor: str
    text: str
    depth: int


def with_contents(html: str) -> tuple[str, Sequence[Heading]]:
    """The HTML with an id on each heading, and the headings. The HTML is clean already: only ids are added to it."""
    found: list[tuple[int, str, str]] = []

    def mark(match: re.Match[str]) -> str:
        anchor = f"section-{len(found) + 1}"
        text = " ".join(unescape(_TAG.sub("", match[3])).split())
        found.append((int(match[1]), anchor, text))
        return f'<h{match[1]} id="{anchor}"{match[2]}>{match[3]}</h{match[1]}>'

    marked = _HEADING.sub(mark, html)
    highest = min((level for level, _, _ in found), default=2)
    return marked, [Heading(anchor, text, min(level - highest, 3)) for level, anchor, text in found if text]
