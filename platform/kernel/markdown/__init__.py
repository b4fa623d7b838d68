"""CommonMark in, safe HTML out: the only way from a person's text to a page.

HTML in the source is shown as text, never obeyed; what the renderer made is cleaned once more against an allow-list.
Every block says `dir="auto"`, so that Arabic and English can stand in one text. The marks beyond CommonMark are
described in docs/how-to/markdown.md.

Two steps: `render_markdown` when a text is stored, `filling.fill_html` when it is shown to somebody.
"""

from collections.abc import Mapping
from uuid import UUID

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

# The names that every app uses stay where they were when this was one file.
from kernel.markdown.cleaning import clean_foreign_html, clean_html
from kernel.markdown.contracts import Mention, References, Resolver
from kernel.markdown.headings import lower_headings
from kernel.markdown.links import USUAL_RULES, LinkRules
from kernel.markdown.parsing import parser_for
from kernel.markdown.plain import excerpt, plain_text
from kernel.markdown.uploads import place_uploads, upload_of
from kernel.markdown.wording import each_inline

__all__ = ["clean_foreign_html", "clean_html", "excerpt", "list_references", "plain_text", "render_markdown"]


def render_markdown(
    source: str, *, resolver: Resolver | None = None, anchors: str | None = None, links: LinkRules = USUAL_RULES
) -> str:
    """Safe HTML for a person's text. Without a resolver names stay text and uploads leave their words.

    With `anchors` (may be "") headings get ids that begin with it, for `headings.table_of_contents`.
    """
    source = _readable(source)
    parser = parser_for(source, bare_links=links.bare)
    tokens = parser.parse(source)
    refers = _references(tokens)
    mentions = resolver.mentions(refers.mentions) if resolver and refers.mentions else {}
    uploads = resolver.uploads(refers.uploads) if resolver and refers.uploads else {}
    for block in tokens:
        if block.children:
            block.children = place_uploads(_name(block.children, mentions), uploads)
    lower_headings(tokens, anchors=anchors)
    return clean_html(parser.renderer.render(tokens, parser.options, {}), links=links)


def list_references(source: str, *, links: LinkRules = USUAL_RULES) -> References:
    """Whom and what a text names: for notices, for uploads that now belong to it, for previews to fetch."""
    source = _readable(source)
    return _references(parser_for(source, bare_links=links.bare).parse(source))


def _readable(source: str) -> str:
    """A zero byte is no text to PostgreSQL, and other controls have no meaning in a post."""
    return source.replace("\x00", "")


def _references(tokens: list[Token]) -> References:
    mentions: set[str] = set()
    uploads: set[UUID] = set()
    quotes: set[UUID] = set()
    links: dict[str, None] = {}

    def visit(token: Token) -> None:
        if token.type == "mention":
            mentions.add(token.meta["name"])
        elif token.type == "blockquote_open" and token.attrGet("data-quote"):
            quotes.add(UUID(str(token.attrGet("data-quote"))))
        elif token.type == "paragraph_open" and "link" in token.meta:
            links[token.meta["link"]] = None
        elif (upload_id := upload_of(token)) is not None:
            uploads.add(upload_id)

    each_inline(tokens, visit)
    return References(frozenset(mentions), frozenset(uploads), frozenset(quotes), tuple(links))


def _name(children: list[Token], known: Mapping[str, Mention]) -> list[Token]:
    for token in children:
        mention = known.get(token.meta["name"]) if token.type == "mention" else None
        if mention is None:
            continue
        kind = "mention mention-group" if mention.is_group else "mention"
        label = "@" + escapeHtml(mention.label)
        token.type = "made"
        token.content = (
            f'<a class="{kind}" href="{escapeHtml(mention.url)}">{label}</a>'
            if mention.url
            else f'<span class="mention mention-group">{label}</span>'
        )
    return children
