"""Words inside text that mean more: `:smile:` and `@name`. Code, links and escaped signs stay as they were written."""

import re
from collections.abc import Callable, Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kernel.markdown.emojis import with_emojis

_NAME = re.compile(r"(?<![\w@/.+-])@(\w(?:[\w-]{0,58}\w)?)")
NAME_LENGTH = 60


def mark_words(state: StateCore) -> None:
    """After links are known: emoji for their names, and a token of its own for each name that somebody might bear."""
    for block in state.tokens:
        if block.type == "inline" and block.children and ("@" in block.content or ":" in block.content):
            block.children = list(_walk(block.children))


def _walk(tokens: list[Token]) -> Iterator[Token]:
    in_link = automatic = 0
    for token in tokens:
        if token.type == "link_open":
            in_link += 1
            automatic += token.info == "auto"
        elif token.type == "link_close":
            in_link -= 1
            automatic -= token.info == "auto"
        elif token.children:
            token.children = list(_without_names(token.children))
        if token.type != "text" or automatic:
            yield token
            continue
        token.content = with_emojis(token.content)
        if in_link:
            yield token
        else:
            yield from _split(token)


def _without_names(tokens: list[Token]) -> Iterator[Token]:
    """Words that describe a picture: emoji only."""
    for token in tokens:
        if token.type == "text":
            token.content = with_emojis(token.content)
        yield token


def _split(token: Token) -> Iterator[Token]:
    position = 0
    for found in _NAME.finditer(token.content):
        if found.start() > position:
            yield _token("text", token.content[position : found.start()], token.level)
        mention = _token("mention", found[0], token.level)
        mention.meta = {"name": found[1].casefold()}
        yield mention
        position = found.end()
    if position == 0:
        yield token
    elif position < len(token.content):
        yield _token("text", token.content[position:], token.level)


def _token(kind: str, content: str, level: int) -> Token:
    return Token(kind, "", 0, content=content, level=level)


def each_inline(tokens: list[Token], visit: Callable[[Token], None]) -> None:
    """Call `visit` for every inner token, those of a picture's description too."""
    for token in tokens:
        visit(token)
        each_inline(token.children or [], visit)
