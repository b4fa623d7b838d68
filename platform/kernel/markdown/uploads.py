"""`![words](upload:<id>)` and `[words](upload:<id>)`: what the writer uploaded, shown by its address and size."""

import re
from collections.abc import Mapping
from uuid import UUID

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from kernel.markdown import cleaning
from kernel.markdown.contracts import Attachment, Picture

_ADDRESS = re.compile(rf"upload:({cleaning.UUID})")
SHOWN_WIDTH = 720
"""As wide as a post's text gets; browsers choose a version by it."""


def upload_of(token: Token) -> UUID | None:
    """The upload that a picture or a link names."""
    name = {"image": "src", "link_open": "href"}.get(token.type)
    found = _ADDRESS.fullmatch(str(token.attrGet(name) or "")) if name else None
    return UUID(found[1]) if found else None


def place_uploads(children: list[Token], known: Mapping[UUID, Picture | Attachment]) -> list[Token]:
    """The same tokens with addresses for uploads; unknown ones leave their words behind."""
    kept: list[Token] = []
    in_link, dropped = 0, 0
    for token in children:
        upload_id = upload_of(token)
        if token.type == "link_open" and upload_id is not None:
            found = known.get(upload_id)
            if found is None:
                dropped += 1
                continue
            token.attrSet("href", found.url)
            if isinstance(found, Attachment):
                token.attrSet("class", "attachment")
        if token.type == "link_close" and dropped and not in_link:
            dropped -= 1
            continue
        in_link += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type == "image" and upload_id is not None:
            kept.append(_placed(token, known.get(upload_id), in_link=bool(in_link)))
        else:
            kept.append(token)
    return kept


def _placed(token: Token, found: Picture | Attachment | None, *, in_link: bool) -> Token:
    words = "".join(child.content for child in token.children or [])
    if found is None:
        return Token("text", "", 0, content=words, level=token.level)
    if isinstance(found, Attachment):
        label = escapeHtml(words or found.name)
        size = f'<span class="attachment-size">{escapeHtml(found.size)}</span>'
        html = f"{label} {size}" if in_link else f'<a class="attachment" href="{escapeHtml(found.url)}">{label}</a> {size}'
        return Token("made", "", 0, content=html, level=token.level)
    sources = ", ".join(f"{url} {width}w" for url, width in found.versions)
    chosen = f' srcset="{escapeHtml(sources)}" sizes="(max-width: {SHOWN_WIDTH}px) 100vw, {SHOWN_WIDTH}px"' if sources else ""
    title = str(token.attrGet("title") or "")
    image = (
        f'<img src="{escapeHtml(found.url)}"{chosen} width="{found.width}" height="{found.height}" loading="lazy"'
        f' alt="{escapeHtml(words)}"{f" title={chr(34)}{escapeHtml(title)}{chr(34)}" if title else ""}>'
    )
    html = image if in_link else f'<a class="picture" href="{escapeHtml(found.url)}">{image}</a>'
    return Token("made", "", 0, content=html, level=token.level)
