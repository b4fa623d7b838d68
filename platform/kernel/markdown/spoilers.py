"""What is shown only to who asks: `||words||`, and blocks between `:::spoiler Title` and `:::`.

A block is a <details>; words are a <span> that styles uncover on hover and focus: neither needs a script.
"""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin

_BAR = ord("|")
UNTITLED = "…"


def add_spoilers(parser: MarkdownIt) -> None:
    """Teach a parser both kinds."""
    container_plugin(parser, name="spoiler", validate=lambda params, _markup: params.split()[:1] == ["spoiler"], render=_block)
    parser.inline.add_terminator_char("|")
    parser.inline.ruler.after("strikethrough", "spoiler", _tokenize)
    parser.inline.ruler2.after("strikethrough", "spoiler", _pair)


def _block(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    if token.nesting == -1:
        return "</details>\n"
    title = token.info.strip().removeprefix("spoiler").strip() or UNTITLED
    return f'<details class="spoiler"><summary>{escapeHtml(title)}</summary>\n'


def _tokenize(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "|":
        return False
    scanned = state.scanDelims(state.pos, True)
    if scanned.length != 2:
        # one bar is a bar, and three are a drawing
        state.push("text", "", 0).content = "|" * scanned.length
        state.pos += scanned.length
        return True
    state.push("text", "", 0).content = "||"
    state.delimiters.append(
        Delimiter(
            marker=_BAR,
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=scanned.can_open,
            close=scanned.can_close,
        )
    )
    state.pos += 2
    return True


def _pair(state: StateInline) -> None:
    lists = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)]
    for delimiters in lists:
        for start in delimiters:
            if start.marker != _BAR or start.end == -1:
                continue
            for position, nesting in ((start.token, 1), (delimiters[start.end].token, -1)):
                token = state.tokens[position]
                token.type = "spoiler_open" if nesting == 1 else "spoiler_close"
                token.tag, token.nesting, token.markup, token.content = "span", nesting, "||", ""
                if nesting == 1:
                    token.attrs = {"class": "spoiler", "tabindex": "0"}
