"""Django under ASGI in one hop: the whole synchronous chain runs in one thread of a small, fixed pool.

Stock Django makes two hops a middleware and a fresh thread a request, so database connections are never reused
(docs/adr/0006). Here each thread keeps its connections, and each request gets a copy of the thread's clean context.
"""

import asyncio
import contextvars
import io
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from typing import IO, Any, cast
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core import signals
from django.core.cache import caches
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from config.bodies import MEGABYTE, BodyTooLargeError, refuse
from kernel.public_pages import filling
from tenants.context import tenant_context

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

WHOLE_FILE_BYTES = 1_048_576
"""Files up to this size are read in the same hop; larger ones are streamed."""
STREAMS = 8
FILLING = "chorus.filling"
"""Marks a request of the edge in its scope."""
_END = object()


@dataclass(slots=True)
class Answer:
    """What the thread hands back: a finished body, or a response whose body is still to be iterated."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    streaming: HttpResponseBase | None = None
    tenant_id: Any = None
    # For pages that the edge keeps: whether it holds something of the one who asked, and what the view said of it.
    is_personal: bool = True
    shown_subjects: frozenset[str] | None = None
    counted: tuple[str, UUID] | None = None


class OneHopHandler(ASGIHandler):
    """Django's ASGI handler with its synchronous chain called once, in one thread."""

    def __init__(self, *, threads: int, most_body: int = 110 * MEGABYTE) -> None:
        BaseHandler.__init__(self)
        self._most_body = most_body
        self.load_middleware(is_async=False)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="http", initializer=_warm)
        self._streams = ThreadPoolExecutor(STREAMS, thread_name_prefix="stream")

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        try:
            body = await self.read_body(_counted(receive, self._most_body))
        except RequestAborted:
            return
        except BodyTooLargeError:
            await self._send_refusal(scope, send)
            return
        left = threading.Event()
        listener = asyncio.ensure_future(_watch(receive, left))
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._threads, self._in_clean_context, scope, body, left)
            if answer is not None:
                await self._send_answer(answer, send, left)
        finally:
            listener.cancel()

    async def make(self, scope: Scope) -> Answer | None:
        """Have a page made that the edge may keep, from the database alone."""
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, self._in_clean_context, {**scope, FILLING: True}, io.BytesIO(), threading.Event()
        )

    def shut_down(self) -> None:
        """End the threads once they are idle; for tests, a server's end with its process."""
        self._threads.shutdown()
        self._streams.shutdown()

    def _in_clean_context(self, scope: Scope, body: IO[bytes], left: threading.Event) -> Answer | None:
        """Serve in a copy of this thread's context, so that nothing a request binds is seen by the next one."""
        if scope.get(FILLING):
            return contextvars.copy_context().run(self._serve_for_all, scope, body, left)
        return contextvars.copy_context().run(self._serve, scope, body, left)

    def _serve_for_all(self, scope: Scope, body: IO[bytes], left: threading.Event) -> Answer | None:
        with filling():
            return self._serve(scope, body, left)

    def _serve(self, scope: Scope, body: IO[bytes], left: threading.Event) -> Answer | None:
        if left.is_set():
            # The client gave up while the request was waiting for a thread.
            body.close()
            return None
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, body)
        response: Any = refusal if request is None else self.get_response(request)
        answer = Answer(response.status_code, _headers(response), b"")
        if isinstance(response, FileResponse) and int(response.get("Content-Length") or WHOLE_FILE_BYTES + 1) <= WHOLE_FILE_BYTES:
            answer.body = b"".join(cast("Iterator[bytes]", response.streaming_content))
        elif response.streaming:
            tenant = getattr(request, "tenant", None)
            answer.streaming, answer.tenant_id = response, tenant.id if tenant is not None else None
            signals.request_finished.send(sender=self.__class__)
            return answer
        else:
            answer.body = response.content
            _describe(answer, request, response)
        response.close()
        body.close()
        return answer

    async def _send_refusal(self, scope: Scope, send: Send) -> None:
        languages = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
        refusal = refuse(scope["path"].encode(), languages, most=self._most_body)
        await send({"type": "http.response.start", "status": 413, "headers": refusal.headers})
        await send({"type": "http.response.body", "body": refusal.body})

    async def _send_answer(self, answer: Answer, send: Send, left: threading.Event) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.streaming is None:
            await send({"type": "http.response.body", "body": answer.body})
            return
        if answer.streaming.is_async:  # type: ignore[attr-defined] # StreamingHttpResponse has it
            await self._send_asynchronous(answer.streaming, send, left)
        else:
            await self._send_synchronous(answer, send, left)
        await send({"type": "http.response.body"})

    async def _send_asynchronous(self, response: Any, send: Send, left: threading.Event) -> None:
        try:
            async with aclosing(response.streaming_content) as parts:
                async for part in parts:
                    if left.is_set():
                        break
                    await send({"type": "http.response.body", "body": part, "more_body": True})
        finally:
            await sync_to_async(response.close)()

    async def _send_synchronous(self, answer: Answer, send: Send, left: threading.Event) -> None:
        """Iterate in one thread of its own, so that a generator with a database cursor stays on its connection."""
        loop = asyncio.get_running_loop()
        parts: asyncio.Queue[Any] = asyncio.Queue(4)

        def hand_over(part: Any) -> None:
            asyncio.run_coroutine_threadsafe(parts.put(part), loop).result()

        def produce() -> None:
            try:
                with tenant_context(answer.tenant_id):
                    for part in _until(answer.streaming, left):
                        hand_over(part)
            except Exception as error:  # noqa: BLE001 - it is raised again in the request's own task
                hand_over(error)
            finally:
                answer.streaming.close()  # type: ignore[union-attr] # only called with a streaming response
                connections.close_all()
                hand_over(_END)

        done = loop.run_in_executor(self._streams, lambda: contextvars.Context().run(produce))
        failure: Exception | None = None
        while (part := await parts.get()) is not _END:
            if isinstance(part, Exception):
                failure = part
            elif not left.is_set():
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await done
        if failure is not None:
            raise failure


def _counted(receive: Receive, most: int) -> Receive:
    """The same messages; raises BodyTooLargeError instead of the one that goes too far."""
    taken = 0

    async def next_message() -> dict[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise BodyTooLargeError
        return message

    return next_message


def _describe(answer: Answer, request: Any, response: Any) -> None:
    match = getattr(request, "resolver_match", None)
    is_public = match is not None and getattr(match.func, "is_public_page", False)
    # A nonce is for one delivery; whoever has a session is somebody.
    answer.is_personal = not is_public or getattr(request, "_csp_nonce", None) is not None
    answer.shown_subjects = getattr(response, "shown_subjects", None)
    answer.counted = getattr(response, "counted", None)


def _warm() -> None:
    """Make this thread's cache client, which would otherwise be made anew in the context of each request."""
    caches["default"]


async def _watch(receive: Receive, left: threading.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    left.set()


def _until(response: Any, left: threading.Event) -> Iterator[bytes]:
    for part in response.streaming_content:
        if left.is_set():
            return
        yield part


def _headers(response: HttpResponseBase) -> list[tuple[bytes, bytes]]:
    pairs = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    cookies = [(b"Set-Cookie", morsel.output(header="").encode("ascii").strip()) for morsel in response.cookies.values()]
    return pairs + cookies
