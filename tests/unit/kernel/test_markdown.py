"""From what people write to what may stand on a page."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.markdown import clean_foreign_html, clean_html, excerpt, plain_text, render_markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "<a href='x' onclick='y'>z</a>",
    "<iframe src=//evil.example></iframe>",
    "<svg><animate onbegin=alert(1)></svg>",
    "<style>*{display:none}</style>",
    "<form action=//evil.example><input name=password></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[a](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    '```html" onmouseover=alert(1)\ncode\n```',
    '| a |\n|:-:"onclick=x|\n| b |',
]
ACTIVE = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "form",
    "input",
    "button",
    "link",
    "meta",
    "base",
    "template",
}


class Reader(HTMLParser):
    """Notes what a browser would act upon."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.append(name)
            # By the URL standard what stands behind a bracket is no scheme any more.
            if name in ("href", "src") and not re.match(r"(https?:|mailto:|/|#|\?|[^:]*[()]|[^:]*$)", address):
                self.found.append(f"{name}={value}")


def active_parts(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


@pytest.mark.parametrize("source", ATTACKS)
def test_nothing_that_acts_comes_out_of_what_people_write(source: str) -> None:
    assert active_parts(render_markdown(source)) == []
    assert active_parts(clean_html(source)) == []
    assert active_parts(clean_foreign_html(source, base="https://x.example/")) == []


@given(
    st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=30), st.sampled_from("<>\"'`[]()!*_#|\n&;:/ ")), max_size=12)
)
def test_nothing_that_acts_comes_out_of_any_mixture(parts: list[str]) -> None:
    source = "".join(parts)
    html = render_markdown(source)
    assert active_parts(html) == []
    assert clean_html(html) == html
    assert "\x00" not in html


@given(st.text(max_size=300), st.integers(min_value=10, max_value=200))
def test_an_excerpt_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(excerpt(render_markdown(text), length)) <= length


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("**bold** and *soft*", "<strong>bold</strong> and <em>soft</em>"),
        ("# Title", '<h3 dir="auto">Title</h3>'),
        ("## Title\n\n### Part", '<h3 dir="auto">Title</h3>\n<h4 dir="auto">Part</h4>'),
        ("see https://example.org/a", 'href="https://example.org/a"'),
        ("```python\nx = 1\n```", '<code class="language-python">x = 1'),
        ("a <b> b", "&lt;b&gt;"),
        ("مرحبا", '<p dir="auto">'),
        ("![a dog](https://x.example/d.png)", 'loading="lazy"'),
    ],
    ids=[
        "marks",
        "headings begin below the page's",
        "headings skip no level",
        "bare links",
        "code",
        "tags are text",
        "direction",
        "lazy images",
    ],
)
def test_what_people_mean_is_kept(source: str, part: str) -> None:
    assert part in render_markdown(source)


def test_links_of_people_carry_no_weight() -> None:
    assert 'rel="nofollow ugc noopener"' in render_markdown("[x](https://example.org)")


def test_words_are_left_when_the_marks_are_taken_away() -> None:
    assert plain_text(render_markdown("# Beer\n\n* 5 < 6\n* a & b")) == "Beer 5 < 6 a & b"


def test_links_of_another_site_lead_back_to_it() -> None:
    html = clean_foreign_html('<h1>T</h1><a href="/q/1">q</a>', base="https://beer.example/")
    assert 'href="https://beer.example/q/1"' in html
    assert "<h3" in html
