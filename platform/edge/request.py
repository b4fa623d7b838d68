"""Which requests the edge may answer, and what tells two of them apart. Works on bytes: this is the hottest code there is.

Anything unusual is nobody's loss: it goes on to Django.
"""

from typing import NamedTuple

from django.conf import settings

LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME.encode()
KEY_COOKIES = frozenset({LANGUAGE_COOKIE})
"""Cookies that choose between versions of a page. All others are invisible to a page that is kept."""
PERSONAL_COOKIES = frozenset({settings.SESSION_COOKIE_NAME.encode(), b"messages"})
"""Whoever carries one of these is somebody: never answered from the cache."""
_STOP = frozenset(  # bodies, credentials and protocols other than plain delivery
    {
        b"authorization",
        b"content-length",
        b"transfer-encoding",
        b"upgrade",
        b"expect",
        b"range",
        b"te",
        b"trailer",
        b"proxy-authorization",
    }
)
_TRUST_PROXY = bool(settings.CHORUS.trusted_proxies)
LONGEST = 8_192
LONGEST_TARGET = 512


class Wanted(NamedTuple):
    """A request for a page that may have been kept. `key` is the same for all who would get the same bytes."""

    host: bytes
    key: tuple[bytes, ...]
    target: bytes
    head_only: bool
    accepts: bytes
    """Accept-Encoding."""
    if_none_match: bytes


def parse(data: bytes) -> Wanted | None:
    """A whole, plain HTTP/1.1 request without a body, or None for everything else."""
    if len(data) > LONGEST or not data.endswith(b"\r\n\r\n"):
        return None
    lines = data[:-4].split(b"\r\n")
    parts = lines[0].split(b" ")
    if len(parts) != 3 or parts[2] != b"HTTP/1.1" or parts[0] not in (b"GET", b"HEAD"):
        return None
    headers = []
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        # An empty line ends a request: a second one follows. A space before a name continues the line above.
        if not colon or line[:1] in (b" ", b"\t"):
            return None
        headers.append((name.lower(), value.strip(b" \t")))
    return wanted(parts[0], parts[1], headers)


def wanted(method: bytes, target: bytes, headers: "list[tuple[bytes, bytes]]") -> Wanted | None:
    """The same for a request that somebody else parsed; names of headers in lower case."""
    if method not in (b"GET", b"HEAD") or target[:1] != b"/" or len(target) > LONGEST_TARGET or b"#" in target:
        return None
    host = cookie = accepts = etag = proto = b""
    for name, value in headers:
        if name == b"host":
            if host:
                return None
            host = value.lower()
        elif name == b"cookie":
            cookie = cookie + b"; " + value if cookie else value
        elif name == b"accept-encoding":
            accepts = value
        elif name == b"if-none-match":
            etag = value
        elif name == b"x-forwarded-proto":
            proto = value
        elif name == b"connection":
            if value.lower() != b"keep-alive":
                return None
        elif name in _STOP:
            return None
    chosen = _chosen(cookie) if cookie else b""
    if not host or chosen is None:
        return None
    scheme = b"https" if _TRUST_PROXY and proto == b"https" else b"http"
    return Wanted(host, (host, target, scheme, chosen), target, method == b"HEAD", accepts, etag)


def _chosen(cookie: bytes) -> bytes | None:
    """The cookies that choose a version, in one text; None when the reader is somebody."""
    found = b""
    for pair in cookie.split(b";"):
        name, _, value = pair.strip().partition(b"=")
        if name in PERSONAL_COOKIES:
            return None
        if name in KEY_COOKIES:
            if found or len(value) > 32:
                return None
            found = name + b"=" + value
    return found
