"""Reading the opening request of a websocket: which host, from which page, with which session."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import parse_cookie


@dataclass(frozen=True, slots=True)
class Handshake:
    """What the browser sent."""

    host: str
    is_same_origin: bool
    session_key: str | None


def read_handshake(scope: dict[str, Any]) -> Handshake:
    """The opening request; a page of another host (or of none) is not of the same origin."""
    headers = {name: value.decode("latin1") for name, value in scope["headers"]}
    host = headers.get(b"host", "").lower()
    origin = urlsplit(headers.get(b"origin", "").lower())
    schemes = {settings.CHORUS.public_scheme} if settings.CHORUS.is_production else {"http", "https"}
    cookies = parse_cookie(headers.get(b"cookie", ""))
    return Handshake(
        host=host.rsplit(":", 1)[0],
        is_same_origin=bool(host) and origin.netloc == host and origin.scheme in schemes,
        session_key=cookies.get(settings.SESSION_COOKIE_NAME) or None,
    )
