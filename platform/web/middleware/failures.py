"""From an anticipated failure in a page to the page that says what to do next; the API has a table of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kernel.errors import DomainError
from web.api.errors import status_of
from web.errors import page_not_found


class FailureMiddleware:
    """Answers kernel errors that a page view let pass, and paths that name nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            # No row can hold it, and a query that looks for one fails.
            return page_not_found(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError) or request.path.startswith("/api/"):
            return None
        status = status_of(exception)
        if status == 404:
            return page_not_found(request)
        code = {404: "not_found", 403: "forbidden", 400: "bad_request", 409: "conflict", 429: "too_many"}.get(
            status, "server_error"
        )
        answer = render(request, "web/error.html", {"status": status, "code": code}, status=status)
        if "retry_after" in exception.detail:
            answer["Retry-After"] = str(exception.detail["retry_after"])
        return answer
