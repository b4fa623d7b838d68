"""The answer to a request for a file: its bytes or a part of them, and what a browser may do with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags, quote_etag

from files import storing
from files.models import Content, Kind

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})$")
_PUBLIC = "public, max-age=86400, s-maxage=60, stale-while-revalidate=60"
"""A reader who has seen it keeps it for a day; what is shared asks every minute whether anybody may still see it (304)."""
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Whatever the bytes are: no script of theirs runs, and they are on no origin."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes from `start`, so many; `of` is all there are."""

    start: int
    length: int
    of: int

    @property
    def is_whole(self) -> bool:
        return self.length == self.of


def serve(request: HttpRequest, content: Content, *, name: str, width: int | None, is_public: bool) -> HttpResponseBase:
    """200, 206, 304 or 416."""
    is_version = width in content.widths
    path = content.path_of(width) if is_version and width else content.path
    etag = quote_etag(content.sha256[:32] + (f"-{width}" if is_version else ""))
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _described(HttpResponse(status=304), etag, is_public=is_public)
    size = storing.size_of(path)
    part = _part(request, size, etag)
    if part is None:
        refusal = HttpResponse(status=416)
        refusal["Content-Range"] = f"bytes */{size}"
        return _described(refusal, etag, is_public=False)
    body: Iterator[bytes] = iter(()) if request.method == "HEAD" else storing.read_part(path, part.start, part.length)
    response = StreamingHttpResponse(body, status=200 if part.is_whole else 206)
    response["Content-Type"] = "image/webp" if is_version else content.media_type
    response["Content-Length"] = str(part.length)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = _disposition(name, inline=content.kind == Kind.PICTURE)
    if not part.is_whole:
        response["Content-Range"] = f"bytes {part.start}-{part.start + part.length - 1}/{part.of}"
    return _described(response, etag, is_public=is_public)


def _part(request: HttpRequest, size: int, etag: str) -> Part | None:
    """What was asked for; the whole for anything that is not one plain range, None for one beyond the end."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    fresh = request.headers.get("If-Range", etag) == etag
    if request.method != "GET" or asked is None or not fresh or asked.groups() == ("", ""):
        return Part(0, size, size)
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        return Part(size - length, length, size) if length else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if start >= size:
        return None
    return Part(start, end - start + 1, size) if end >= start else Part(0, size, size)


def _described(response: HttpResponseBase, etag: str, *, is_public: bool) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = _PUBLIC if is_public else "private, no-cache"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin" if is_public else "same-origin"
    return response


def _disposition(name: str, *, inline: bool) -> str:
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename*=UTF-8''{quote(name, safe='')}"
