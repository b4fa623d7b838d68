"""Pages for what went wrong; JSON for callers of the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render

from branding.actions import note_redirect_used
from branding.queries import find_redirect
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import current_tenant_id, require_tenant_id


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, 400, "bad_request")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, 403, "forbidden")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, or the new place of an address that a former forum had."""
    moved = _former(request)
    return moved or _answer(request, 404, "not_found")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without touching the database."""
    return _answer(request, 500, "server_error")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token did not match."""
    return _answer(request, 403, "csrf")


def _answer(request: HttpRequest, status: int, code: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": code, "message": code.replace("_", " ")}, status=status)
    context: dict[str, Any] = {"status": status, "code": code}
    return render(request, "web/error.html", context, status=status)


def _former(request: HttpRequest) -> HttpResponse | None:
    if request.method not in {"GET", "HEAD"} or current_tenant_id() is None or "\x00" in request.path:
        return None
    found = find_redirect(request.path, request.META.get("QUERY_STRING", ""))
    if found is None:
        return None
    note_redirect_used(actor=system_actor(require_tenant_id()), redirect_id=found.id, at=now())
    return HttpResponsePermanentRedirect(found.new)
