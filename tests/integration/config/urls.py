"""Routes that show how a request is run: its thread, its context, its connection."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

from tenants.context import current_tenant_id

left_behind: ContextVar[str] = ContextVar("left_behind", default="")
closed = threading.Event()
release = threading.Event()


def inspect(request: HttpRequest) -> JsonResponse:
    """What this request sees; leaves something behind for the next one to find."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    seen = {
        "thread": threading.current_thread().name,
        "left_behind": left_behind.get(),
        "tenant": str(current_tenant_id()),
        "connection": pid,
        "cache": id(caches["default"]),
        "body": len(request.body),
    }
    left_behind.set("by an earlier request")
    return JsonResponse(seen)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Reads the tenant and the database while it streams."""

    def parts() -> Iterator[str]:
        for _ in range(3):
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('app.tenant_id', true)")
                yield f"{cursor.fetchone()[0]}\n"

    return StreamingHttpResponse(parts())


def endless(request: HttpRequest) -> StreamingHttpResponse:
    """Never ends by itself."""

    def parts() -> Iterator[bytes]:
        try:
            while True:
                yield b"more"
        finally:
            closed.set()

    return StreamingHttpResponse(parts())


def breaking(request: HttpRequest) -> StreamingHttpResponse:
    """Fails in the middle."""

    def parts() -> Iterator[bytes]:
        yield b"begun"
        raise ZeroDivisionError

    return StreamingHttpResponse(parts())


def asynchronous(request: HttpRequest) -> StreamingHttpResponse:
    """Streams from the event loop."""

    async def parts() -> AsyncIterator[bytes]:
        for index in range(3):
            await asyncio.sleep(0)
            yield b"%d" % index

    return StreamingHttpResponse(parts())


def waiting(request: HttpRequest) -> HttpResponse:
    """Holds its thread until released."""
    release.wait(10)
    return HttpResponse("released")


def never(request: HttpRequest) -> HttpResponse:
    """Must not be reached."""
    raise AssertionError("served to a client that had left")


urlpatterns = [
    path("inspect", inspect),
    path("stream", stream),
    path("endless", endless),
    path("breaking", breaking),
    path("asynchronous", asynchronous),
    path("waiting", waiting),
    path("never", never),
]
