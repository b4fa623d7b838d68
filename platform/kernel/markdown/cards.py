"""Links that stand alone on a line: the page may show a card of what they lead to, once it is known."""

import hashlib

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def preview_key(url: str) -> str:
    """Names an address in stored HTML and in the table of previews."""
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def mark_cards(state: StateCore) -> None:
    """Marks each paragraph of the text itself (not of a quotation or a list) that is one bare link."""
    for index, token in enumerate(state.tokens):
        if token.type == "paragraph_open" and token.level == 0 and not token.hidden:
            url = _lone_link(state.tokens[index + 1])
            if url:
                token.attrSet("class", "link-alone")
                token.attrSet("data-preview", preview_key(url))
                token.meta = {"link": url}


def _lone_link(inline: Token) -> str:
    children = inline.children or []
    if len(children) != 3 or children[0].type != "link_open" or children[0].info != "auto":
        return ""
    url = str(children[0].attrGet("href") or "")
    return url if url.startswith(("https://", "http://")) and len(url) <= 2_000 else ""
