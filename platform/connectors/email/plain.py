"""An HTML mail as the text its writer saw; what a mail program quoted below is left out where it says so."""

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "hr"}
_UNSEEN = {"script", "style", "head", "title", "template", "svg", "math", "noscript"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr"}
_QUOTE_CLASSES = {
    "gmail_quote",
    "gmail_quote_container",
    "yahoo_quoted",
    "moz-cite-prefix",
    "protonmail_quote",
    "zmail_extra",
    "tutanota_quote",
}
_QUOTE_IDS = {
    "divrplyfwdmsg",
    "appendonsend",
    "isforwardcontent",
    "replysplit",
    "mail-editor-reference-message-container",
    "stopspelling",
}
_SIGNATURE_CLASSES = {"gmail_signature", "moz-signature", "protonmail_signature_block"}
_REST = {"appendonsend", "divrplyfwdmsg", "mail-editor-reference-message-container"}
"""Outlook puts the quotation after these, not into them."""


def html_to_text(html: str) -> str:
    """The visible words with their paragraphs, links as Markdown, list items with a dash."""
    reader = _Reader()
    reader.feed(html[:2_000_000])
    reader.close()
    text = "".join(reader.parts).replace("\xa0", " ")
    text = re.sub(r"[ \t]+", " ", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", text)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._over = False
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "") for name, value in attrs}
        if given.get("id", "").lower() in _REST:
            self._over = True
        hides = tag in _UNSEEN or _is_quotation(tag, given)
        if tag not in _VOID:
            self._open.append((tag, hides))
            self._hidden += hides
        if self._silent:
            return
        if tag in _BLOCKS:
            self.parts.append("\n\n" if tag in {"p", "table", "blockquote", "ul", "ol"} else "\n")
        if tag == "li":
            self.parts.append("- ")
        if tag == "a":
            self._links.append((given.get("href", ""), len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links and not self._silent:
            self._close_link()
        if tag not in {name for name, _hides in self._open}:
            return
        while self._open:
            name, hid = self._open.pop()
            self._hidden -= hid
            if name == tag:
                break
        if tag in _BLOCKS and not self._silent:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            in_pre = any(name == "pre" for name, _hides in self._open)
            self.parts.append(data if in_pre else re.sub(r"\s+", " ", data))

    @property
    def _silent(self) -> bool:
        return self._over or self._hidden > 0

    def _close_link(self) -> None:
        href, begin = self._links.pop()
        words = "".join(self.parts[begin:]).strip()
        if href.startswith(("http://", "https://")) and words and words != href:
            self.parts[begin:] = [f"[{words}]({href})"]


def _is_quotation(tag: str, given: dict[str, str]) -> bool:
    classes = set(given.get("class", "").lower().split())
    if classes & (_QUOTE_CLASSES | _SIGNATURE_CLASSES) or given.get("id", "").lower() in _QUOTE_IDS:
        return True
    return tag == "blockquote" and given.get("type", "").lower() == "cite"
