"""A request with too large a body, and what it is answered: before anything of it reaches Django, so in plain words."""

from dataclasses import dataclass

import orjson
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

MEGABYTE = 2**20


class BodyTooLargeError(Exception):
    """More came in than a request may hold."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer 413: the connection ends with it, because what the client still sends belongs to nobody."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


def refuse(path: bytes, accepted_languages: bytes, *, most: int) -> Refusal:
    """JSON for callers of the API, a page for people, in the language of their browser."""
    with translation.override(_language(accepted_languages.decode("latin1"))):
        said = translation.gettext("At most %(size)s MB can be sent at once.") % {"size": most // MEGABYTE}
        if path.startswith(b"/api/"):
            kind, body = b"application/json", orjson.dumps({"code": "too_large", "message": said})
        else:
            context = {"said": said, "language": translation.get_language(), "is_rtl": translation.get_language_bidi()}
            kind, body = b"text/html; charset=utf-8", render_to_string("web/too_large.html", context).encode()
    headers = [
        (b"Content-Type", kind),
        (b"Content-Length", str(len(body)).encode()),
        (b"Cache-Control", b"no-store"),
        (b"X-Content-Type-Options", b"nosniff"),
        (b"Content-Security-Policy", b"default-src 'none'; style-src 'unsafe-inline'"),
        (b"Connection", b"close"),
    ]
    return Refusal(headers, body)


def _language(accepted: str) -> str:
    for language, _weight in parse_accept_lang_header(accepted):
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return "en"
