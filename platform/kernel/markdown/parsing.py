"""The parser: CommonMark without HTML, and the marks of our own."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from kernel.markdown.cards import mark_cards
from kernel.markdown.quotes import mark_quotes
from kernel.markdown.spoilers import add_spoilers
from kernel.markdown.tasks import mark_tasks
from kernel.markdown.wording import mark_words

LONGEST_WORD = 2_000
"""Among letters without end no bare links are looked for: the patterns take seconds for a text of fifty thousand."""
_ALIGNMENTS = {"text-align:left": "align-start", "text-align:center": "align-center", "text-align:right": "align-end"}


def parser_for(source: str, *, bare_links: bool) -> MarkdownIt:
    """The parser that suits this text."""
    return _parser(links=bare_links and max(map(len, source.split()), default=0) <= LONGEST_WORD)


@lru_cache(maxsize=2)
def _parser(*, links: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": links, "breaks": False, "maxNesting": 20})
    parser.enable(["table", "strikethrough", "linkify"])
    add_spoilers(parser)
    parser.core.ruler.after("block", "quotes", mark_quotes)
    parser.core.ruler.before("text_join", "words", mark_words)
    parser.core.ruler.push("tasks", mark_tasks)
    parser.core.ruler.push("cards", mark_cards)
    for kind in ("paragraph", "heading", "blockquote", "bullet_list", "ordered_list"):
        parser.add_render_rule(f"{kind}_open", _open_with_direction)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("th_open", _cell_open)
    parser.add_render_rule("td_open", _cell_open)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("fence", _code)
    parser.add_render_rule("code_block", _code)
    parser.add_render_rule("mention", _mention)
    parser.add_render_rule("task_box", _task_box)
    parser.add_render_rule("made", _made)
    return parser


def _open_with_direction(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("dir", "auto")
    return str(self.renderToken(tokens, index, options, env))


def _table_open(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return '<div class="table-scroll" tabindex="0"><table dir="auto">\n'


def _table_close(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "</table></div>\n"


def _cell_open(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    alignment = _ALIGNMENTS.get(str(token.attrs.pop("style", "")))
    return f'<{token.tag} class="{alignment}">' if alignment else f"<{token.tag}>"


def _image(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("loading", "lazy")
    return str(self.__class__.image(self, tokens, index, options, env))


def _code(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    info = unescapeAll(token.info).strip()
    language = info.split(maxsplit=1)[0] if info else ""
    text = token.content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kind = f' class="language-{language}"' if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    return f'<pre dir="auto" tabindex="0"><code{kind}>{text}</code></pre>\n'


def _mention(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """Nobody bears the name: the words as they were written. Those who exist were replaced before."""
    return escapeHtml(tokens[index].content)


def _task_box(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<span class="task-box">{tokens[index].content}</span> '


def _made(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """HTML that this package made itself, its parts escaped."""
    return tokens[index].content
