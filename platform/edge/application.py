"""The edge in front of Django's ASGI handler."""

from collections.abc import Awaitable, Callable
from typing import Any

from edge.entry import Entry, takes_gzip
from edge.keeper import Keeper
from edge.request import Wanted, wanted

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class EdgeApplication:
    """Answers readers without an account from kept pages; everything else goes on untouched."""

    def __init__(self, keeper: Keeper, pages: Application) -> None:
        self._keeper = keeper
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = of_scope(scope)
        found = await self._keeper.page(asked, scope) if asked is not None else None
        if asked is None or found is None:
            await self._pages(scope, receive, send)
        elif isinstance(found, Entry):
            self._keeper.delivered(found)
            await _deliver(found, asked, send)
        else:
            await send({"type": "http.response.start", "status": found.status, "headers": found.headers})
            await send({"type": "http.response.body", "body": b"" if asked.head_only else found.body})


def of_scope(scope: Scope) -> Wanted | None:
    """What an ASGI server parsed, as the edge sees requests."""
    target = scope.get("raw_path") or scope["path"].encode("latin1", "replace")
    target = target.partition(b"?")[0]
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    return wanted(scope["method"].encode(), target, scope["headers"])


async def _deliver(entry: Entry, asked: Wanted, send: Send) -> None:
    if asked.if_none_match and entry.is_known_to(asked.if_none_match):
        await send({"type": "http.response.start", "status": 304, "headers": entry.short_headers()})
        await send({"type": "http.response.body", "body": b""})
        return
    zipped = takes_gzip(asked.accepts)
    await send({"type": "http.response.start", "status": 200, "headers": entry.headers(zipped=zipped)})
    await send({"type": "http.response.body", "body": b"" if asked.head_only else entry.body(zipped=zipped)})
