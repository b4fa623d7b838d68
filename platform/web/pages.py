"""The shell's own pages: language choice and the door to the staff application."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from access.api.gate import Gate, gated
from access.request import BrandRequest
from accounts.actions.profile import change_profile


@gated(Gate.PUBLIC)
@csrf_exempt
@require_POST
def set_language(request: BrandRequest) -> HttpResponse:
    """Remember the chosen language in a cookie, for members with their account too, and go back.

    The form is on every page; a token in it would give every anonymous reader a cookie and make every page uncacheable.
    The browser's Origin header keeps other sites from sending it.
    """
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    language = request.POST.get("language", "")
    if request.actor.user_id is not None and language in dict(settings.LANGUAGES):
        change_profile(actor=request.actor, user_id=request.actor.user_id, language=language)
    return django_set_language(request)


@gated(Gate.STAFF)
@ensure_csrf_cookie
def workspace(request: HttpRequest) -> HttpResponse:
    """The page that loads the staff application; every path below /desk is one of its screens."""
    return render(request, "web/workspace.html")
