"""Language and time zone of a page: the reader's own choice, else this browser's, else the brand's."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from access.request import BrandRequest
from kernel.zones import zone_names

OFFERED = frozenset(code for code, _name in settings.LANGUAGES)


class LocaleMiddleware:
    """Replaces Django's: what a browser announces does not count, or a brand in Arabic would meet its visitors in English."""

    def __init__(self, get_response: Callable[[BrandRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: BrandRequest) -> HttpResponse:
        language = _language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(_zone_of(request)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """The language that this browser's reader picked, or an empty text."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in OFFERED else ""


def _language_of(request: BrandRequest) -> str:
    wishes = (_of_user(request, "language"), chosen_language(request), _of_tenant(request, "language"))
    return next((code for code in wishes if code in OFFERED), settings.LANGUAGE_CODE)


def _zone_of(request: BrandRequest) -> ZoneInfo:
    wishes = (_of_user(request, "time_zone"), _of_tenant(request, "time_zone"))
    return ZoneInfo(next((name for name in wishes if name in zone_names()), settings.TIME_ZONE))


def _of_tenant(request: BrandRequest, field: str) -> str:
    return str(getattr(request.tenant, field, ""))  # the operators' host and health have none


def _of_user(request: BrandRequest, field: str) -> str:
    # Without the cookie there is nobody, and touching the session would make the page vary by cookie for caches.
    if not hasattr(request, "session") or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(getattr(request.user, field, ""))
