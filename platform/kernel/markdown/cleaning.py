"""The allow-list: what may stand on a page, whoever wrote it and whatever rendered it."""

import re
from collections.abc import Callable
from functools import lru_cache

import nh3

from kernel.markdown.links import USUAL_RULES, LinkRules

LINK_REL = "nofollow ugc noopener"
BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre")
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
OWN_FILE = rf"/files/{UUID}/[\w.~%-]{{1,1600}}(?:\?w=\d{{2,4}})?"
"""An address that `files` serves; it asks there whether the reader may see it."""
_TAGS = {
    *BLOCKS,
    "h1", "li", "thead", "tbody", "tr", "th", "td", "code", "em", "strong", "s", "a", "img", "br", "hr", "div",
    "span", "details", "summary",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    **{tag: {"dir"} for tag in [*BLOCKS, "h1"]},
    **{f"h{level}": {"dir", "id"} for level in range(1, 7)},
    "p": {"dir", "class", "data-preview"},
    "blockquote": {"dir", "class", "data-quote"},
    "ul": {"dir", "class"},
    "li": {"class"},
    "a": {"href", "title", "class"},
    "img": {"src", "alt", "title", "loading", "srcset", "sizes", "width", "height"},
    "ol": {"start", "dir"},
    "code": {"class"},
    "pre": {"dir", "tabindex"},
    "div": {"class", "tabindex"},
    "span": {"class", "tabindex"},
    "details": {"class"},
    "th": {"class"},
    "td": {"class"},
}
_CELLS = frozenset({"align-start", "align-center", "align-end"})
_CLASSES: dict[str, frozenset[str]] = {
    "div": frozenset({"table-scroll", "preview"}),
    "th": _CELLS,
    "td": _CELLS,
    "p": frozenset({"quote-source", "link-alone"}),
    "blockquote": frozenset({"quote"}),
    "ul": frozenset({"task-list"}),
    "li": frozenset({"task", "task task-done"}),
    "a": frozenset({"mention", "mention mention-group", "picture", "attachment", "preview-title"}),
    "span": frozenset({"spoiler", "task-box", "mention mention-group", "attachment-size", "preview-site", "preview-text"}),
    "details": frozenset({"spoiler"}),
}
_VALUES: dict[str, Callable[[str], bool]] = {
    "data-quote": lambda value: re.fullmatch(UUID, value) is not None,
    "data-preview": lambda value: re.fullmatch(r"[0-9a-f]{32}", value) is not None,
    "id": lambda value: re.fullmatch(r"s-[\w-]{1,140}", value) is not None,
    "srcset": lambda value: re.fullmatch(rf"{OWN_FILE} \d{{2,4}}w(?:, {OWN_FILE} \d{{2,4}}w){{0,9}}", value) is not None,
    "sizes": lambda value: re.fullmatch(r"\(max-width: \d{2,4}px\) 100vw, \d{2,4}px", value) is not None,
    "width": lambda value: re.fullmatch(r"\d{1,5}", value) is not None,
    "height": lambda value: re.fullmatch(r"\d{1,5}", value) is not None,
    "tabindex": lambda value: value == "0",
    "loading": lambda value: value == "lazy",
}
_DROPPED = {"script", "style", "iframe", "object", "svg", "math", "template", "noscript", "title"}
_DIRECTIONS = {**{tag: {"dir": "auto"} for tag in BLOCKS}, "pre": {"dir": "auto", "tabindex": "0"}, "img": {"loading": "lazy"}}


def clean_html(html: str, *, links: LinkRules = USUAL_RULES) -> str:
    """The allowed part of some HTML; scripts, styles, handlers, frames and unknown addresses are gone."""
    schemes = links.schemes()
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter(schemes),
        url_schemes=set(schemes),
        link_rel=LINK_REL,
        clean_content_tags=_DROPPED,
        strip_comments=True,
    )


def clean_foreign_html(html: str, *, base: str, links: LinkRules = USUAL_RULES) -> str:
    """The same for HTML that another system rendered: headings below ours, links that were relative lead to `base`.

    With an empty base they stay relative.
    """
    schemes = links.schemes()
    lowered = re.sub(r"<(/?)h([1-6])\b", lambda found: f"<{found[1]}h{min(int(found[2]) + 2, 6)}", html.replace("\x00", ""))
    return nh3.clean(
        lowered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_foreign_filter(schemes),
        url_schemes=set(schemes),
        url_relative=("rewrite_with_base", base) if base else "pass_through",
        link_rel=LINK_REL,
        set_tag_attribute_values=_DIRECTIONS,
        clean_content_tags=_DROPPED,
        strip_comments=True,
    )


@lru_cache(maxsize=256)
def _filter(schemes: frozenset[str]) -> Callable[[str, str, str], str | None]:
    # A known scheme, or none that any browser could take for one: "javascript" with an invisible sign is neither.
    # By the URL standard no scheme holds one of the signs that end the second way.
    known = "|".join(map(re.escape, sorted(schemes)))
    address = re.compile(rf"\s*(?:(?:{known}):|[^:/?#()]*(?:[/?#()]|$))", re.IGNORECASE)

    def filter_attribute(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return value if _class_allowed(tag, value) else None
        if name == "dir":
            return "auto"
        if tag == "img" and name == "src":
            return value if value.startswith("https://") or re.fullmatch(OWN_FILE, value) else None
        if name == "href" and not address.match(value):
            return None
        allowed = _VALUES.get(name)
        return value if allowed is None or allowed(value) else None

    return filter_attribute


@lru_cache(maxsize=256)
def _foreign_filter(schemes: frozenset[str]) -> Callable[[str, str, str], str | None]:
    filter_attribute = _filter(schemes)

    def filter_foreign_attribute(tag: str, name: str, value: str) -> str | None:
        # what only our own renderer may say: places to be filled in, anchors, sizes of our files
        if name in ("data-quote", "data-preview", "id", "srcset", "sizes"):
            return None
        if tag == "img" and name == "src" and value.startswith("http://"):
            value = "https://" + value.removeprefix("http://")
        return filter_attribute(tag, name, value)

    return filter_foreign_attribute


def _class_allowed(tag: str, value: str) -> bool:
    if tag == "code":
        return re.fullmatch(r"language-[\w+#.-]{1,30}", value) is not None
    return value in _CLASSES.get(tag, ())
