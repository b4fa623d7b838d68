"""What every page knows: the brand, the reader, the language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import translation

from web.style_hashes import style_element


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the page shell. `csrf` is a function, so that pages without a form set no cookie."""
    code = translation.get_language() or "en"
    return {
        "brand": getattr(request, "tenant", None),
        "actor": getattr(request, "actor", None),
        "language": code,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "csrf": lambda: get_token(request),
        "style_element": lambda css: style_element(request, css),
        "nonce": lambda: str(getattr(request, "csp_nonce", "")),
    }
