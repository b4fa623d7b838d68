"""Stored HTML made ready for one reader: who is quoted, and what lone links lead to."""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from markdown_it.common.utils import escapeHtml

from kernel.markdown import cleaning
from kernel.markdown.contracts import Preview, QuoteSource
from kernel.markdown.links import USUAL_RULES, LinkRules

_QUOTE = re.compile(rf'<blockquote\b[^>]*\bdata-quote="({cleaning.UUID})"[^>]*>')
_LINK = re.compile(r'<p\b[^>]*\bdata-preview="([0-9a-f]{32})"[^>]*>.*?</p>', re.DOTALL)


def list_quoted(pages: Iterable[str]) -> set[UUID]:
    """Ids of the posts that some stored HTML quotes."""
    return {UUID(found) for html in pages if "data-quote" in html for found in _QUOTE.findall(html)}


def list_previews(pages: Iterable[str]) -> set[str]:
    """Keys of the lone links in some stored HTML."""
    return {found for html in pages if "data-preview" in html for found in _LINK.findall(html)}


def fill_html(
    html: str,
    *,
    quotes: Mapping[UUID, QuoteSource] | None = None,
    previews: Mapping[str, Preview] | None = None,
    most_previews: int = 3,
    links: LinkRules = USUAL_RULES,
) -> str:
    """The HTML with what this reader may know put in; what is missing from the mappings leaves no trace."""
    if "data-quote" not in html and "data-preview" not in html:
        return html
    known_quotes, known_previews = quotes or {}, previews or {}
    left = most_previews

    def fill_quote(found: re.Match[str]) -> str:
        source = known_quotes.get(UUID(found[1]))
        opening = '<blockquote dir="auto" class="quote">'
        if source is None:
            return opening
        return (
            f'{opening}<p class="quote-source" dir="auto"><a href="{escapeHtml(source.url)}">{escapeHtml(source.label)}</a></p>'
        )

    def fill_link(found: re.Match[str]) -> str:
        nonlocal left
        preview = known_previews.get(found[1])
        if preview is None or left < 1:
            return re.sub(r' (?:data-preview|class)="[^"]*"', "", found[0], count=2)
        left -= 1
        return _card(preview)

    return cleaning.clean_html(_LINK.sub(fill_link, _QUOTE.sub(fill_quote, html)), links=links)


def _card(preview: Preview) -> str:
    image = (
        f'<img src="{escapeHtml(preview.image)}" alt="" loading="lazy" width="{preview.width}" height="{preview.height}">'
        if preview.image
        else ""
    )
    site = f'<span class="preview-site">{escapeHtml(preview.site)}</span>' if preview.site else ""
    text = f'<span class="preview-text">{escapeHtml(preview.text)}</span>' if preview.text else ""
    title = f'<a class="preview-title" href="{escapeHtml(preview.url)}">{escapeHtml(preview.title)}</a>'
    return f'<div class="preview">{image}{site}{title}{text}</div>\n'
