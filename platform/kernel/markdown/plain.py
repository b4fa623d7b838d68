"""Rendered HTML read as words."""

import re

import nh3

_SPOILERS = [
    re.compile(r'<details class="spoiler">(?:(?!<details\b|</details>).)*</details>', re.DOTALL),
    re.compile(r'<span class="spoiler"[^>]*>(?:(?!<span\b|</span>).)*</span>', re.DOTALL),
]
_QUOTATION = re.compile(r"<blockquote\b[^>]*>(?:(?!<blockquote\b|</blockquote>).)*</blockquote>", re.DOTALL)


def plain_text(html: str) -> str:
    """The words of rendered HTML on one line, without its marks."""
    spaced = re.sub(r"</(p|h\d|li|blockquote|pre|t[dhr]|summary|details)>|<br[^>]*>|<hr[^>]*>", r"\g<0> ", html)
    return " ".join(nh3_text(spaced).split())


def nh3_text(html: str) -> str:
    """HTML without tags, entities decoded."""
    stripped = nh3.clean(html, tags=set())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", '"'), ("&amp;", "&")):
        stripped = stripped.replace(entity, character)
    return stripped


def excerpt(html: str, length: int = 200) -> str:
    """The beginning of rendered HTML as plain text of at most `length` characters, cut between words where there are any.

    What others said is left out, unless nothing else is there.
    """
    shown = _without_spoilers(html)
    text = plain_text(_without_quotations(shown)) or plain_text(shown)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else cut).rstrip(" ,;:.-") + "…"


def _without_quotations(html: str) -> str:
    found = 1
    while found and "<blockquote" in html:
        html, found = _QUOTATION.subn(" ", html)
    return html


def _without_spoilers(html: str) -> str:
    """The HTML without what is shown only on request; innermost first, as they can stand in one another."""
    for pattern in _SPOILERS:
        found = 1
        while found and "spoiler" in html:
            html, found = pattern.subn("…", html)
    return html
