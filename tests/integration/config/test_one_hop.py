"""The one-hop handler: one thread a request, nothing left behind, streams, clients that leave."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from config.http import OneHopHandler
from tests.integration.config import urls
from tests.plugin import TENANTS

Message = dict[str, Any]


@pytest.fixture
def handler(transactional_db: None) -> Iterator[OneHopHandler]:
    urls.closed.clear()
    urls.release.clear()
    with override_settings(ROOT_URLCONF="tests.integration.config.urls"):
        made = OneHopHandler(threads=1)
        yield made
        urls.release.set()
        made.shut_down()


class Exchange:
    """One request as an ASGI server would make it."""

    def __init__(self, handler: OneHopHandler, path: str, *, host: str = "acme.localhost", body: bytes = b"") -> None:
        headers = [(b"host", host.encode())]
        scope = {"type": "http", "method": "POST" if body else "GET", "path": path, "query_string": b"", "headers": headers}
        self._received: asyncio.Queue[Message] = asyncio.Queue()
        self._received.put_nowait({"type": "http.request", "body": body})
        self._knows = asyncio.Event()
        self.sent: asyncio.Queue[Message] = asyncio.Queue()
        self.task = asyncio.ensure_future(
            handler({**scope, "scheme": "http", "client": ("127.0.0.1", 1)}, self._receive, self.sent.put)
        )

    async def leave(self) -> None:
        """Go away, and wait until the handler knows."""
        self._received.put_nowait({"type": "http.disconnect"})
        await self._knows.wait()

    async def _receive(self) -> Message:
        message = await self._received.get()
        if message["type"] == "http.disconnect":
            self._knows.set()
        return message

    async def body(self) -> bytes:
        """The whole body, once the exchange is over."""
        async with asyncio.timeout(20):
            await self.task
        messages = [self.sent.get_nowait() for _ in range(self.sent.qsize())]
        return b"".join(message.get("body", b"") for message in messages)


async def test_requests_share_a_thread_and_its_connections_and_nothing_else(handler: OneHopHandler) -> None:
    first = json.loads(await Exchange(handler, "/inspect").body())
    second = json.loads(await Exchange(handler, "/inspect", host="globex.localhost").body())

    assert first["left_behind"] == second["left_behind"] == ""
    assert (first["tenant"], second["tenant"]) == (str(TENANTS["acme"]), str(TENANTS["globex"]))
    assert (first["thread"], first["connection"], first["cache"]) == (second["thread"], second["connection"], second["cache"])


async def test_a_body_arrives_whole(handler: OneHopHandler) -> None:
    with override_settings(MIDDLEWARE=[]):
        bare = OneHopHandler(threads=1)
        seen = json.loads(await Exchange(bare, "/inspect", body=b"x" * 100_000).body())
        bare.shut_down()
    assert seen["body"] == 100_000


async def test_a_body_beyond_the_limit_is_refused(handler: OneHopHandler) -> None:
    with override_settings(MIDDLEWARE=[], DATA_UPLOAD_MAX_MEMORY_SIZE=1_000):
        bare = OneHopHandler(threads=1)
        exchange = Exchange(bare, "/inspect", body=b"x" * 2_000)
        start = await exchange.sent.get()
        await exchange.task
        bare.shut_down()
    assert start["status"] == 400


async def test_a_stream_runs_in_its_tenant(handler: OneHopHandler) -> None:
    body = await Exchange(handler, "/stream").body()
    assert body.decode().split() == [str(TENANTS["acme"])] * 3


async def test_an_asynchronous_stream_arrives_whole(handler: OneHopHandler) -> None:
    assert await Exchange(handler, "/asynchronous").body() == b"012"


async def test_a_stream_ends_when_its_reader_leaves(handler: OneHopHandler) -> None:
    exchange = Exchange(handler, "/endless")
    for _ in range(5):
        await exchange.sent.get()
    await exchange.leave()
    async with asyncio.timeout(20):
        await exchange.task
    assert urls.closed.is_set()


async def test_a_stream_that_breaks_breaks_the_connection_and_not_the_server(handler: OneHopHandler) -> None:
    with pytest.raises(ZeroDivisionError):
        await Exchange(handler, "/breaking").body()
    assert json.loads(await Exchange(handler, "/inspect").body())["thread"]


async def test_a_request_whose_client_left_while_it_waited_is_not_served(handler: OneHopHandler) -> None:
    busy, abandoned = Exchange(handler, "/waiting"), Exchange(handler, "/never")
    await abandoned.leave()
    urls.release.set()
    assert await busy.body() == b"released"
    assert await abandoned.body() == b""
