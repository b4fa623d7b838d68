"""What a brand may say about links, and what stays forbidden whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.markdown import clean_foreign_html, clean_html, list_references, render_markdown
from kernel.markdown.contracts import QuoteSource
from kernel.markdown.filling import fill_html, list_quoted
from kernel.markdown.links import LinkRules, may_be_allowed
from tests.unit.kernel.test_markdown import ATTACKS, active_parts

DANGEROUS = [
    "javascript",
    "vbscript",
    "data",
    "file",
    "blob",
    "filesystem",
    "view-source",
    "ms-msdt",
    "search-ms",
    "intent",
    "about",
]
POST = "0198d3a2-5f00-7000-8000-000000000001"


def allowing(*schemes: str, bare: bool = True) -> LinkRules:
    return LinkRules(bare=bare, further=frozenset(schemes))


def test_a_further_scheme_is_linked_when_the_brand_allows_it() -> None:
    source = "[call](tel:+49301234) <sip:ben@example.org>"
    assert 'href="tel:+49301234"' in render_markdown(source, links=allowing("TEL", "sip"))
    assert 'href="sip:ben@example.org"' in render_markdown(source, links=allowing("tel", "sip"))
    assert "href" not in render_markdown(source)
    assert 'href="tel:1"' in clean_foreign_html('<a href="tel:1">x</a>', base="", links=allowing("tel"))


def test_bare_addresses_stay_words_when_the_brand_says_so() -> None:
    source = "https://example.org"
    assert "<a " not in render_markdown(source, links=allowing(bare=False))
    assert list_references(source, links=allowing(bare=False)).links == ()
    assert list_references(source).links == (source,)
    assert 'href="https://example.org"' in render_markdown(f"<{source}>", links=allowing(bare=False))


@pytest.mark.parametrize("scheme", DANGEROUS)
@pytest.mark.parametrize("spelt", [str.lower, str.upper, str.title])
def test_a_dangerous_scheme_is_never_linked_whatever_is_set(scheme: str, spelt: type[str]) -> None:
    name = spelt(scheme)
    rules = allowing(name, scheme)
    assert not may_be_allowed(name)
    for source in (f"[x]({name}:alert(1))", f"<{name}:alert(1)>", f"![x]({name}:alert(1))"):
        assert f"{scheme}:" not in "".join(href(render_markdown(source, links=rules))).lower()
    for tag in (f'<a href="{name}:alert(1)">x</a>', f'<a href=" &#1;{name[:2]}&#9;{name[2:]}&colon;alert(1)">x</a>'):
        assert href(clean_html(tag, links=rules)) == []
        assert href(clean_foreign_html(tag, base="", links=rules)) == []


def href(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('href="')[1:]]


@given(
    st.text(max_size=40),
    st.lists(st.sampled_from([*DANGEROUS, "tel", "a" * 33, "", ":", "java script", ".*", "x|y"]), max_size=4),
)
def test_no_set_of_schemes_lets_anything_act(text: str, schemes: list[str]) -> None:
    rules = allowing(*schemes)
    assert rules.schemes() <= {"http", "https", "mailto", "tel"}
    for attack in ATTACKS:
        html = render_markdown(attack + text, links=rules).replace('"tel:', '"mailto:')
        assert active_parts(html) == []


def test_pictures_keep_to_https_and_our_own_files() -> None:
    assert "src" not in render_markdown("![x](tel:1) ![x](irc://e.example/x.png)", links=allowing("tel", "irc"))


def test_filling_in_keeps_the_links_that_the_brand_allows() -> None:
    rules = allowing("matrix")
    stored = render_markdown(f"> [!quote post:{POST}]\n> said\n\n[us](matrix:r/us:example.org)", links=rules)
    for quotes in ({}, {post: QuoteSource("/t/x-1/", "Ben") for post in list_quoted([stored])}):
        assert 'href="matrix:r/us:example.org"' in fill_html(stored, quotes=quotes, links=rules)


@pytest.mark.parametrize("name", ["tel", "sip", "a+b+c", "made-up-scheme", "web+mastodon", "irc"])
def test_ordinary_schemes_may_be_allowed(name: str) -> None:
    assert may_be_allowed(name)


@pytest.mark.parametrize("name", ["", "a", "1tel", "tel:", "java\nscript", "javascript ", "x" * 33, "é"])
def test_what_is_no_scheme_may_not(name: str) -> None:
    assert not may_be_allowed(name)
