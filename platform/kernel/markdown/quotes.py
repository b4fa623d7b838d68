"""Quotations with a source: `> [!quote post:<id>]` on the first line of a quotation.

Only the id is stored. Author and title are filled in when the page is made, for the one who reads it.
"""

import re

from markdown_it.rules_core import StateCore

from kernel.markdown.cleaning import UUID

_SOURCE = re.compile(rf"\[!quote post:({UUID})\][ \t]*(?:\n|$)")


def mark_quotes(state: StateCore) -> None:
    """Between the blocks and their inner marks: moves the source from the text to its quotation."""
    tokens, kept = state.tokens, []
    skip_until = -1
    for index, token in enumerate(tokens):
        if index <= skip_until:
            continue
        kept.append(token)
        if token.type != "blockquote_open" or tokens[index + 1].type != "paragraph_open":
            continue
        first = tokens[index + 2]
        found = _SOURCE.match(first.content)
        if found is None:
            continue
        token.attrSet("class", "quote")
        token.attrSet("data-quote", found[1])
        first.content = first.content[found.end() :]
        if not first.content:
            skip_until = index + 3
    state.tokens = kept
