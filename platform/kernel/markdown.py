"""CommonMark in, safe HTML out: the only way from a person's text to a page.

HTML in the source is shown as text, never obeyed; what the renderer made is cleaned once more against an allow-list.
Every block says `dir="auto"`, so that Arabic and English can stand in one text.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

LINK_REL = "nofollow ugc noopener"
_BLOCKS = ["p", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre"]
_TAGS = {*_BLOCKS, "h1", "li", "thead", "tbody", "tr", "th", "td", "code", "em", "strong", "s", "a", "img", "br", "hr", "div"}
_ATTRIBUTES: dict[str, set[str]] = {
    **{tag: {"dir"} for tag in [*_BLOCKS, "h1"]},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start", "dir"},
    "code": {"class"},
    "pre": {"dir", "tabindex"},
    "div": {"class", "tabindex"},
    "th": {"class"},
    "td": {"class"},
}
_SCHEMES = {"http", "https", "mailto"}
_CLASSES: dict[str, Callable[[str], bool]] = {
    "code": lambda value: re.fullmatch(r"language-[\w+#.-]{1,30}", value) is not None,
    "div": lambda value: value == "table-scroll",
    "th": lambda value: value in {"align-start", "align-center", "align-end"},
    "td": lambda value: value in {"align-start", "align-center", "align-end"},
}
LONGEST_WORD = 2_000
"""Among letters without end no bare links are looked for: the patterns take seconds for a text of fifty thousand."""
_DROPPED = {"script", "style", "iframe", "object", "svg", "math", "template", "noscript", "title"}
_DIRECTIONS = {**{tag: {"dir": "auto"} for tag in _BLOCKS}, "pre": {"dir": "auto", "tabindex": "0"}, "img": {"loading": "lazy"}}
_ALIGNMENTS = {"text-align:left": "align-start", "text-align:center": "align-center", "text-align:right": "align-end"}


def render_markdown(source: str) -> str:
    """Safe HTML for a person's CommonMark, with tables, strikethrough and bare links."""
    # A zero byte is no text to PostgreSQL, and other controls have no meaning in a post.
    links = max(map(len, source.split()), default=0) <= LONGEST_WORD
    return clean_html(_parser(links=links).render(source.replace("\x00", "")))


def clean_html(html: str) -> str:
    """The allowed part of some HTML; scripts, styles, handlers, frames and unknown addresses are gone."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter_attribute,
        url_schemes=_SCHEMES,
        link_rel=LINK_REL,
        clean_content_tags=_DROPPED,
        strip_comments=True,
    )


def clean_foreign_html(html: str, *, base: str) -> str:
    """The same for HTML that another system rendered: headings below ours, links that were relative lead to `base`."""
    lowered = re.sub(r"<(/?)h([1-6])\b", lambda found: f"<{found[1]}h{min(int(found[2]) + 2, 6)}", html.replace("\x00", ""))
    return nh3.clean(
        lowered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter_foreign_attribute,
        url_schemes=_SCHEMES,
        url_relative=("rewrite_with_base", base),
        link_rel=LINK_REL,
        set_tag_attribute_values=_DIRECTIONS,
        clean_content_tags=_DROPPED,
        strip_comments=True,
    )


def plain_text(html: str) -> str:
    """The words of rendered HTML on one line, without its marks."""
    spaced = re.sub(r"</(p|h\d|li|blockquote|pre|t[dhr])>|<br[^>]*>|<hr[^>]*>", r"\g<0> ", html)
    return " ".join(nh3_text(spaced).split())


def nh3_text(html: str) -> str:
    """HTML without tags, entities decoded."""
    stripped = nh3.clean(html, tags=set())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", '"'), ("&amp;", "&")):
        stripped = stripped.replace(entity, character)
    return stripped


def excerpt(html: str, length: int = 200) -> str:
    """The beginning of rendered HTML as plain text of at most `length` characters, cut between words where there are any."""
    text = plain_text(html)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else cut).rstrip(" ,;:.-") + "…"


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        allowed = _CLASSES.get(tag)
        return value if allowed is not None and allowed(value) else None
    if name == "dir":
        return "auto"
    if tag == "img" and name == "src":
        return value if value.startswith("https://") else None
    return value


def _filter_foreign_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src" and value.startswith("http://"):
        value = "https://" + value.removeprefix("http://")
    return _filter_attribute(tag, name, value)


@lru_cache(maxsize=2)
def _parser(*, links: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": links, "breaks": False, "maxNesting": 20})
    parser.enable(["table", "strikethrough", "linkify"])
    for kind in ("paragraph", "heading", "blockquote", "bullet_list", "ordered_list"):
        parser.add_render_rule(f"{kind}_open", _open_with_direction)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("th_open", _cell_open)
    parser.add_render_rule("td_open", _cell_open)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("fence", _code)
    parser.add_render_rule("code_block", _code)
    return parser


def _open_with_direction(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    token.attrSet("dir", "auto")
    # The page's own heading is h1: a post's begin below it.
    if token.type == "heading_open":
        token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        tokens[index + 2].tag = token.tag
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


def _code(self: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    text = token.content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kind = f' class="language-{language}"' if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    return f'<pre dir="auto" tabindex="0"><code{kind}>{text}</code></pre>\n'
