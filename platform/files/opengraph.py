"""What a page says of itself in its head: OpenGraph first, then plain HTML. Pure: bytes in, words out."""

import codecs
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w-]{1,40})""", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """Title, text, site and picture; empty where the page says nothing."""

    title: str = ""
    text: str = ""
    site: str = ""
    picture: str = ""


def read_head(body: bytes, *, url: str, charset: str = "") -> Said:
    """What the page at `url` says of itself."""
    reader = _Head()
    reader.feed(_decoded(body, charset))
    found = reader.found
    picture = found.get("og:image:secure_url") or found.get("og:image") or found.get("twitter:image") or ""
    address = urljoin(url, picture) if picture else ""
    return Said(
        title=_line(found.get("og:title") or found.get("twitter:title") or reader.title, 200),
        text=_line(found.get("og:description") or found.get("twitter:description") or found.get("description") or "", 400),
        site=_line(found.get("og:site_name") or (urlsplit(url).hostname or "").removeprefix("www."), 120),
        picture=address if address.startswith(("https://", "http://")) and len(address) <= 2_000 else "",
    )


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag == "meta":
            said = dict(attrs)
            name = (said.get("property") or said.get("name") or "").lower().strip()
            if name and said.get("content"):
                self.found.setdefault(name, str(said["content"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def _decoded(body: bytes, charset: str) -> str:
    declared = _CHARSET.search(body[:4096])
    for name in (charset, declared[1].decode("ascii", "ignore") if declared else "", "utf-8"):
        try:
            if name and codecs.lookup(name)._is_text_encoding:
                return body.decode(name, "replace")
        except LookupError:
            continue
    return body.decode("utf-8", "replace")


def _line(text: str, most: int) -> str:
    """One line of at most `most` characters, without controls."""
    clean = _SPACES.sub(" ", "".join(sign for sign in text if sign.isprintable() or sign.isspace())).strip()
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"
