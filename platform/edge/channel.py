"""daphne's HTTP channel with a shortcut: a plain request for a kept page is answered here, before Twisted parses it.

Twisted's parser and daphne's way to an ASGI application cost about half a millisecond a request; this costs a tenth of it.
Whatever is unusual is handed on as it came, so that there is one parser for everything that matters.
"""

import functools
from typing import Any

from daphne.http_protocol import HTTPFactory
from twisted.internet.tcp import Server as TcpTransport
from twisted.web.http import HTTPChannel, _GenericHTTPChannelProtocol

from edge.entry import Entry, takes_gzip
from edge.keeper import Host, Keeper
from edge.metrics import HIT
from edge.request import Wanted, parse
from edge.stamps import Stamps


class EdgeChannel(_GenericHTTPChannelProtocol):
    """While a question to the database is open, what comes in waits here."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(HTTPChannel())  # type: ignore[no-untyped-call] # Twisted has no types here
        self._keeper = keeper
        self._held: list[bytes] | None = None

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Something came in."""
        if self._held is not None:
            self._held.append(data)
            return
        asked = parse(data) if self._is_idle() else None
        host = self._keeper.host(asked) if asked is not None else None
        if asked is None or host is None or host.tenant is None or self._keeper.find(host, asked) is None:
            super().dataReceived(data)  # type: ignore[no-untyped-call] # the same
            return
        self._held = []
        self._keeper.heads.ask(host.tenant.id, functools.partial(self._answer, data, asked, host))

    def _answer(self, data: bytes, asked: Wanted, host: Host, stamps: Stamps | None) -> None:
        held, self._held = self._held, None
        transport = self._channel.transport
        if transport is None or not transport.connected or transport.disconnecting:
            return
        entry = self._keeper.find(host, asked) if stamps is not None else None
        if entry is not None and stamps is not None and self._keeper.is_current(entry, stamps):
            self._keeper.delivered(entry)
            HIT.inc()
            _write(transport, _bytes(entry, asked))
        else:
            super().dataReceived(data)  # type: ignore[no-untyped-call] # the same
        if held:
            self.dataReceived(b"".join(held))

    def _is_idle(self) -> bool:
        """Between two requests, on a plain connection, with a client that reads what it asked for."""
        channel: Any = self._channel
        transport = channel.transport
        return (
            isinstance(channel, HTTPChannel)
            and isinstance(transport, TcpTransport)
            and not transport.TLS
            and not channel.requests
            and not channel._handlingRequest
            and not channel._buffer
            and bool(channel.line_mode)
            and channel._HTTPChannel__first_line == 1  # type: ignore[attr-defined] # its private name
            and bool(channel.persistent)
            and not channel._waitingForTransport
        )


def _bytes(entry: Entry, asked: Wanted) -> bytes:
    if asked.if_none_match and entry.is_known_to(asked.if_none_match):
        return entry.not_modified()
    return entry.answer(head_only=asked.head_only, zipped=takes_gzip(asked.accepts))


def _write(transport: Any, data: bytes) -> None:
    """Straight into the socket when nothing waits before it, as the live connection does (realtime.sinks)."""
    if not transport.dataBuffer and not transport._tempDataBuffer:
        try:
            sent = transport.socket.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            sent = 0  # the reactor meets the same error on its next write and ends the connection
        if sent == len(data):
            return
        data = data[sent:]
    transport.write(data)


def install(keeper: Keeper) -> None:
    """Have daphne build its connections with the shortcut; other servers go through `EdgeApplication` alone."""
    HTTPFactory.protocol = lambda _factory: EdgeChannel(keeper)
