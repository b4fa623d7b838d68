"""phpBB's texts as HTML: the old form with a uid in every tag, the newer form as XML, and the BBCode in both. Pure.

What comes out is cleaned by the import like any foreign HTML, so nothing here is trusted to be safe by itself.
"""

import html
import re

_TAG = re.compile(r"\[(/?)(\w+|\*)(?:=([^\]\[]*))?\]")
_SMILEY = re.compile(r"<!-- s(\S+) --><img\b[^>]*><!-- s\S+ -->")
_LINK = re.compile(r'<!-- \w --><a\b[^>]*\bhref="([^"]*)"[^>]*>.*?</a><!-- \w -->', re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_SAFE = re.compile(r"(?:https?|mailto):\S+$", re.IGNORECASE)
_PLAIN = {"b": "strong", "i": "em", "s": "s", "strike": "s", "del": "s"}
_SILENT = {"u", "color", "colour", "size", "font", "center", "left", "right", "attachment", "align"}
_KNOWN = {*_PLAIN, *_SILENT, "url", "email", "img", "quote", "code", "list", "*", "spoiler", "hr"}


def post_html(text: str, uid: str = "") -> str:
    """The HTML of a post as phpBB 3.0 to 3.3 stores it."""
    return bbcode_html(source_of(text, uid))


def source_of(text: str, uid: str = "") -> str:
    """What the member typed: BBCode without uids, entities and markup."""
    if text.startswith(("<t>", "<r>", "<t/>", "<r/>", "<t ", "<r ")):
        return html.unescape(_MARKUP.sub("", text))
    text = _SMILEY.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    if uid:
        # [b:uid], [url=..:uid], [*:uid], [/*:m:uid], [/list:o:uid]
        text = re.sub(rf"(?::[a-z0-9])?:{re.escape(uid)}\]", "]", text)
    return html.unescape(text.replace("<br />", "\n"))


def bbcode_html(source: str) -> str:
    """BBCode as HTML. Tags that do not fit together are closed, or stay as the words that they are."""
    out: list[str] = []
    stack: list[tuple[str, str]] = []
    at = 0
    while (found := _TAG.search(source, at)) is not None:
        out.append(_words(source[at : found.start()]))
        at = found.end()
        closing, name, value = found[1] == "/", found[2].lower(), (found[3] or "").strip().strip('"')
        if name not in _KNOWN:
            out.append(_words(found[0]))
        elif closing:
            _close(out, stack, name, found[0])
        elif name in ("code", "img") or (name in ("url", "email") and not value):
            inner, at = _until_end(source, at, name)
            out.append(_leaf(name, inner))
        else:
            _open(out, stack, name, value)
    out.append(_words(source[at:]))
    while stack:
        out.append(stack.pop()[1])
    return "".join(out)


def _words(text: str) -> str:
    return html.escape(text).replace("\r\n", "\n").replace("\n", "<br>")


def _until_end(source: str, at: int, name: str) -> tuple[str, int]:
    end = re.compile(rf"\[/{name}\]", re.IGNORECASE).search(source, at)
    return (source[at : end.start()], end.end()) if end else (source[at:], len(source))


def _leaf(name: str, inner: str) -> str:
    if name == "code":
        return f"<pre><code>{html.escape(inner)}</code></pre>"
    address = inner.strip()
    if name == "email":
        address = f"mailto:{address}"
    elif name == "url" and not _SAFE.match(address) and address.startswith("www."):
        address = f"https://{address}"
    if not _SAFE.match(address):
        return _words(inner)
    if name == "img":
        return f'<img src="{html.escape(address)}" alt="">'
    return f'<a href="{html.escape(address)}">{html.escape(inner.strip())}</a>'


def _open(out: list[str], stack: list[tuple[str, str]], name: str, value: str) -> None:
    if name in _PLAIN:
        opening, closing = f"<{_PLAIN[name]}>", f"</{_PLAIN[name]}>"
    elif name in ("url", "email"):
        address = f"mailto:{value}" if name == "email" else value
        address = f"https://{address}" if address.startswith("www.") else address
        safe = _SAFE.match(address) is not None
        opening, closing = (f'<a href="{html.escape(address)}">', "</a>") if safe else ("", "")
    elif name == "quote":
        # [quote="Ann" post_id=5 time=…] and [quote=Ann post_id=5 …]: only the name is for readers
        author = re.split(r'"|\s+(?:post_id|time|user_id|msg_id)=', value)[0].strip().removesuffix(":")
        said = f"<p><strong>{html.escape(author)}:</strong></p>" if author else ""
        opening, closing = f"<blockquote>{said}", "</blockquote>"
    elif name == "list":
        tag = "ol" if value else "ul"
        opening, closing = f"<{tag}>", f"</{tag}>"
    elif name == "*":
        while stack and stack[-1][0] not in ("list", "quote"):
            out.append(stack.pop()[1])
        opening, closing = "<li>", "</li>"
    elif name == "spoiler":
        opening, closing = f'<details class="spoiler"><summary>{html.escape(value) or "…"}</summary>', "</details>"
    elif name == "hr":
        out.append("<hr>")
        return
    else:
        opening = closing = ""
    out.append(opening)
    stack.append((name, closing))


def _close(out: list[str], stack: list[tuple[str, str]], name: str, tag: str) -> None:
    if name not in (opened for opened, _ in stack):
        # phpBB writes [/*] for items that the next one has closed already
        out.append("" if name == "*" else _words(tag))
        return
    while True:
        opened, closing = stack.pop()
        out.append(closing)
        if opened == name:
            return
