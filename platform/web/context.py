"""What every page knows: the brand, the reader, the language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input
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
        "csrf_input": CsrfInput(request),
        "style_element": lambda css: style_element(request, css),
        "nonce": lambda: str(getattr(request, "csp_nonce", "")),
    }


class CsrfInput:
    """The hidden field of forms, made when it is first wanted and once a page: masking a token costs as much as a small form."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._made = ""

    def __html__(self) -> str:
        if not self._made:
            self._made = str(csrf_input(self._request))
        return self._made

    __str__ = __html__
