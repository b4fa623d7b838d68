"""All examples of the CommonMark specification, from its own npm package.

What we add on purpose is taken out of our HTML, or done to the expected one, by rules that are listed in `as_ours`; what then
still differs is listed in DIFFERENT with its reason. An entry that no longer differs fails, too.
"""

import html
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kernel.markdown import render_markdown
from kernel.markdown.links import LinkRules

ROOT = Path(__file__).parents[3]
SPEC = ROOT / "frontend" / "node_modules" / "commonmark-spec" / "spec.txt"
_PARTS = re.compile(r"^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$|^#{1,6} *(.*)$", re.MULTILINE)
Token = tuple[str, ...]

HTML = "HTML in a text is shown, never obeyed"


def _numbers(listed: str) -> list[int]:
    ends = [[int(end) for end in part.split("-")] for part in listed.split()]
    return [number for first, *last in ends for number in range(first, (last or [first])[0] + 1)]


RULES = LinkRules(bare=False, further=frozenset({"irc", "a+b+c", "made-up-scheme", "localhost"}))
"""As a brand sets it that wants no more than CommonMark: bare addresses stay text, and the schemes of the examples may be linked."""

DIFFERENT: dict[int, str] = {
    **dict.fromkeys(_numbers("21 31 148-191 201 308-309 344 475-477 491 494 524 536 613-617 623 625-631 642-643"), HTML),
}
"""Examples by number."""


@dataclass(frozen=True)
class Example:
    """One example: what is written, and what it must become."""

    number: int
    section: str
    markdown: str
    html: str


@cache
def examples() -> tuple[Example, ...]:
    """Those of the specification that package.json names."""
    assert SPEC.is_file(), f"{SPEC.relative_to(ROOT)} is missing: `make setup`, or `npm ci` in frontend/, brings it."
    text = SPEC.read_text(encoding="utf-8").split("<!-- END TESTS -->")[0]
    found, section = [], ""
    for markdown, expected, heading in _PARTS.findall(text):
        if heading:
            section = heading
        else:
            found.append(Example(len(found) + 1, section, markdown.replace("→", "\t"), expected.replace("→", "\t")))
    return tuple(found)


class Reader(HTMLParser):
    """HTML as a browser takes it: tags with their attributes in order, text joined, blanks between blocks ignored."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self.in_pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_pre += tag == "pre"
        said = sorted((name, value or "") for name, value in attrs)
        self.tokens.append(("open", tag, *(f"{name}={value}" for name, value in said)))

    def handle_endtag(self, tag: str) -> None:
        self.in_pre -= tag == "pre"
        self.tokens.append(("close", tag))

    def handle_data(self, data: str) -> None:
        if self.tokens and self.tokens[-1][0] == "text":
            data = self.tokens.pop()[1] + data
        self.tokens.append(("text", data))


_BLOCKS = {
    "p", "pre", "blockquote", "ul", "ol", "li", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "div", "br",
}  # fmt: skip


_NO_END = {("close", "br"), ("close", "hr"), ("close", "img")}


def tokens_of(page: str) -> list[Token]:
    reader = Reader()
    reader.feed(page)
    reader.close()
    kept: list[Token] = []
    in_pre = 0
    for index, token in enumerate(reader.tokens):
        if token[:2] in (("open", "pre"), ("close", "pre")):
            in_pre += 1 if token[0] == "open" else -1
        if token[0] == "text" and not in_pre:
            text = re.sub(r"[ \t\n]+", " ", token[1])
            if not kept or kept[-1][1] in _BLOCKS:
                text = text.lstrip(" ")
            after = reader.tokens[index + 1] if index + 1 < len(reader.tokens) else ("close", "p")
            if after[1] in _BLOCKS:
                text = text.rstrip(" ")
            if text:
                kept.append(("text", text))
        elif token not in _NO_END:
            kept.append(token)
    return kept


def as_ours(token: Token, top: int) -> Token:
    """An expected token with what we do on purpose: see docs/how-to/markdown.md."""
    kind, *rest = token
    if kind == "text":
        return token
    tag, *attributes = rest
    # the page has its own h1 and h2; the highest heading of a text comes right after them
    if re.fullmatch(r"h[1-6]", tag):
        tag = f"h{min(int(tag[1]) - top + 3, 6)}"
    # pictures come over https or from our own files
    if tag == "img":
        attributes = [said for said in attributes if not said.startswith("src=") or said.startswith("src=https://")]
    # a fence's language is a class of plain letters
    if tag == "code":
        attributes = [said for said in attributes if re.fullmatch(r"class=language-[\w+#.-]{1,30}", said)]
    return (kind, tag, *attributes)


_ADDED = ("dir=auto", "tabindex=0", "loading=lazy", "rel=nofollow ugc noopener", "class=link-alone")


def without_ours(token: Token) -> Token:
    """One of our tokens without what every one of its kind carries."""
    return tuple(part for part in token if part not in _ADDED and not part.startswith("data-preview="))


def render(example: Example, rules: LinkRules = RULES) -> str:
    return render_markdown(example.markdown, links=rules)


def differs(example: Example, rules: LinkRules = RULES) -> bool:
    ours = [without_ours(token) for token in tokens_of(render(example, rules))]
    expected = tokens_of(example.html)
    top = min((int(token[1][1]) for token in expected if re.fullmatch(r"h[1-6]", token[1])), default=1)
    return ours != [as_ours(token, top) for token in expected]


def test_all_examples_are_there() -> None:
    assert len(examples()) == 652


def test_every_example_becomes_what_the_specification_says_or_is_listed() -> None:
    found = {example.number for example in examples() if differs(example)}
    unlisted = [
        f"{example.number} ({example.section})\n{example.markdown}--- expected\n{example.html}--- ours\n{render(example)}"
        for example in examples()
        if example.number in found - set(DIFFERENT)
    ]
    assert not unlisted, f"{len(unlisted)} examples\n" + "\n".join(unlisted)


def test_no_listed_difference_is_stale() -> None:
    assert {example.number for example in examples() if differs(example)} >= set(DIFFERENT)


@pytest.mark.parametrize("number", sorted(number for number, reason in DIFFERENT.items() if reason == HTML))
def test_html_that_differs_is_shown_as_it_was_written(number: int) -> None:
    example = examples()[number - 1]
    assert "<" in example.markdown
    assert html.escape("<", quote=False) in render(example)


def test_without_settings_of_a_brand_no_more_differ_than_by_schemes_and_bare_addresses() -> None:
    found = {example.number for example in examples() if differs(example, LinkRules())}
    assert found - set(DIFFERENT) == {596, 598, 599, 601, 602, 608, 611, 612}
