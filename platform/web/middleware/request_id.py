"""Gives each request an id, binds it to the log lines and returns it, so that a report can be found again."""

import re
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from kernel.ids import uuid7
from web.metrics import REQUESTS

_ACCEPTED = re.compile(r"^[A-Za-z0-9-]{8,64}$")
log = structlog.get_logger("request")


class RequestIdMiddleware:
    """First in the chain; also counts and logs the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _ACCEPTED.match(given) else uuid7().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        start = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - start
        match = request.resolver_match
        route = match.route if match is not None else "-"
        REQUESTS.labels(request.method or "-", route, str(response.status_code)[0] + "xx").observe(seconds)
        log.info("request", method=request.method, path=request.path, status=response.status_code, ms=round(seconds * 1000, 1))
        response["X-Request-ID"] = request_id
        return response
