"""What daphne serves: pages and the API in one hop to a thread, the live connection on the event loop."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 - apps must be loaded before anything of theirs is imported

from config import receiving  # noqa: E402
from config.bodies import MEGABYTE  # noqa: E402
from config.http import OneHopHandler  # noqa: E402
from config.telemetry import start_tracing  # noqa: E402
from edge.application import EdgeApplication  # noqa: E402
from edge.channel import install  # noqa: E402
from edge.keeper import Keeper  # noqa: E402
from realtime.consumer import LiveConsumer  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

start_tracing(settings.CHORUS, "chorus-web")  # puts a middleware in front, so before the chain is loaded
_most = settings.CHORUS.http_body_mb * MEGABYTE
receiving.install(most=_most)
_django = OneHopHandler(threads=settings.CHORUS.http_threads, most_body=_most)
_pages: Any = _django
if settings.CHORUS.page_cache_mb:
    _keeper = Keeper(_django, limit=settings.CHORUS.page_cache_mb * 2**20, threads=settings.CHORUS.http_threads)
    _pages = EdgeApplication(_keeper, _django)
    install(_keeper)
_live = LiveConsumer.as_asgi()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand each connection to its protocol. `send` is passed on untouched: the hub finds daphne's transport in it."""
    if scope["type"] == "http":
        await _pages(scope, receive, send)
    elif scope["type"] == "websocket":
        if scope["path"] == "/ws/":
            await _live(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 4004})
    else:
        raise ValueError(f"no handler for {scope['type']}")
