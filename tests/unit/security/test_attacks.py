"""Attacks that others published, through every renderer and cleaner, before a parser and before a real browser."""

import re
from collections.abc import Callable, Mapping
from uuid import UUID

import pytest

from kernel.markdown import clean_foreign_html, clean_html, render_markdown
from kernel.markdown.contracts import Attachment, Mention, Picture, Preview, QuoteSource
from kernel.markdown.filling import fill_html, list_previews, list_quoted
from tests.attacks import all_attacks, from_bleach, from_brs, from_dompurify, in_markdown
from tests.judging import judging
from tests.unit.kernel.test_markdown import active_parts

EVERY = 16
"""In all places of Markdown and of other rooms' answers: the small collections whole, and one in so many of the large one."""


class Hostile:
    """Answers with the attack itself wherever another room's words could stand."""

    def __init__(self, attack: str) -> None:
        self.attack = attack

    def mentions(self, names: frozenset[str], /) -> Mapping[str, Mention]:
        return {name: Mention(self.attack, self.attack) for name in names}

    def uploads(self, ids: frozenset[UUID], /) -> Mapping[UUID, Picture | Attachment]:
        first, *rest = sorted(ids)
        shown = Picture(self.attack, 10, 10, ((self.attack, 320),))
        return {first: shown, **dict.fromkeys(rest, Attachment(self.attack, self.attack, self.attack))}


TEXT = """@ben ![a](upload:0198d3a2-5f00-7000-8000-000000000001) [b](upload:0198d3a2-5f00-7000-8000-000000000002)

> [!quote post:0198d3a2-5f00-7000-8000-000000000003]
> x

https://e.example/
"""


def through_other_rooms(attack: str) -> str:
    """The attack as a name, an address, a file, a quoted title and a linked page's words."""
    html = render_markdown(TEXT, resolver=Hostile(attack), anchors=attack)
    quotes = {post_id: QuoteSource(attack, attack) for post_id in list_quoted([html])}
    previews = {key: Preview(attack, attack, attack, attack, attack, 1, 1) for key in list_previews([html])}
    return fill_html(html, quotes=quotes, previews=previews)


WAYS: tuple[Callable[[str], str], ...] = (
    render_markdown,
    clean_html,
    lambda attack: clean_foreign_html(attack, base="https://old.example/"),
)


def collected() -> list[str]:
    """Everything that any way makes of any attack, each once."""
    pages = {way(attack): None for way in WAYS for attack in all_attacks()}
    for attack in (*from_dompurify(), *from_bleach(), *from_brs()[::EVERY]):
        pages |= {render_markdown(text, anchors=""): None for text in in_markdown(attack)}
        pages[through_other_rooms(attack)] = None
    return list(pages)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return collected()


def test_the_collections_are_there() -> None:
    assert len(from_bleach()) > 300
    assert len(from_brs()) > 3_000
    assert len(from_dompurify()) >= 5


def has_scheme(part: str) -> bool:
    """Whether a browser could take an address for anything but a relative one: it leaves out blanks and line ends first."""
    name, _, address = part.partition("=")
    return (
        name not in ("href", "src")
        or re.match(r"[a-z][a-z0-9+.-]*:", re.sub(r"[\x00-\x20]", "", address), re.IGNORECASE) is not None
    )


def test_no_parser_finds_anything_active(pages: list[str]) -> None:
    bad = [page for page in pages if any(map(has_scheme, active_parts(page)))]
    assert len(bad) == 0, bad[:5]


def test_cleaning_what_was_rendered_changes_nothing() -> None:
    pages = [render_markdown(text) for attack in (*from_bleach(), *from_brs()[::EVERY]) for text in in_markdown(attack)]
    unstable = [page for page in pages if clean_html(page) != page]
    assert len(unstable) == 0, unstable[:5]


@pytest.mark.xdist_group("journeys")
def test_no_browser_finds_or_runs_anything(pages: list[str]) -> None:
    with judging() as judge:
        bad = judge.active_in(pages)
    assert len(bad) == 0, bad[:5]
    assert judge.ran == []


@pytest.mark.xdist_group("journeys")
def test_the_judge_sees_what_is_bad() -> None:
    bad = [
        "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<a href='java\tscript:alert(1)'>x</a>", "<iframe></iframe>",
        "<form action=//evil.example></form>", "<p id=cookie>x</p>", "<p style='color:red'>x</p>", "<svg><g onload=alert(1)></svg>",
    ]  # fmt: skip
    with judging() as judge:
        found = judge.active_in([*bad, "<p dir='auto'>fine</p>"])
        judge.page.wait_for_function("() => (window.ran ?? []).length > 0")
    assert [page for page, _ in found] == bad
    assert "alert" in judge.ran
