"""Pages for what went wrong; JSON for callers of the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, 400, "bad_request")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, 403, "forbidden")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _answer(request, 404, "not_found")


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
