"""Headings that can be pointed at, and the table of contents they make."""

import re
import unicodedata
from dataclasses import dataclass

from markdown_it.token import Token

from kernel.markdown.plain import plain_text

_HEADING = re.compile(r'<h([3-6])\b[^>]*\bid="(s-[\w-]+)"[^>]*>(.*?)</h\1>', re.DOTALL)

_FIRST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a table of contents: depth from 1, the anchor, the words."""

    depth: int
    anchor: str
    text: str


def lower_headings(tokens: list[Token], *, anchors: str | None) -> None:
    """The first of its headings' levels stands right below the page's own; with `anchors` each gets an id that begins so."""
    taken: set[str] = set()
    # Whoever begins with "##" skips no level: readers who listen jump from heading to heading.
    top = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            token.tag = f"h{min(int(token.tag[1]) - top + _FIRST_LEVEL, 6)}"
            tokens[index + 2].tag = token.tag
            if anchors is not None:
                token.attrSet("id", _anchor(tokens[index + 1], anchors, taken))


def table_of_contents(html: str) -> list[Heading]:
    """The headings of HTML that was rendered with anchors."""
    found = [(int(level), anchor, plain_text(words)) for level, anchor, words in _HEADING.findall(html)]
    top = min((level for level, _, _ in found), default=3)
    return [Heading(level - top + 1, anchor, words) for level, anchor, words in found]


def _anchor(inline: Token, prefix: str, taken: set[str]) -> str:
    words = "".join(child.content for child in inline.children or [])
    folded = unicodedata.normalize("NFKC", words).casefold()
    slug = re.sub(r"[^\w]+", "-", folded).strip("-_")[:60] or "section"
    # ids of a page are names to its scripts: ours all begin with "s-", so that no writer can take the place of one
    wanted = f"s-{prefix}-{slug}" if prefix else f"s-{slug}"
    anchor, number = wanted, 2
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    taken.add(anchor)
    return anchor
