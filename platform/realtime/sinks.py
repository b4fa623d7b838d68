"""Where frames leave: straight into daphne's socket, or through ASGI's `send` on any other server."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.tcp import Server as TcpTransport

from realtime.frames import Frame
from realtime.limits import BUFFER_BYTES, LAGGED, PACE_BYTES, QUEUE_FRAMES
from realtime.metrics import CLOSES

log = structlog.get_logger(__name__)
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Sink(Protocol):
    """One socket's way out. `write` never blocks: a client that does not read is closed as lagged."""

    closed: bool

    def write(self, frame: Frame) -> None: ...

    def close(self, code: int, reason: str) -> None: ...

    @property
    def unsent(self) -> int:
        """How much waits: bytes, or frames."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether so much waits that nothing should be added before the client has read some."""
        ...


class DirectSink:
    """Writes prepared bytes to the TCP socket when nothing waits before them, else appends to Twisted's buffer.

    Right only without compression and with TLS ended in front; `sink_for` checks both.
    """

    __slots__ = ("_protocol", "_transport", "closed")

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._transport = protocol.transport
        self.closed = False

    def write(self, frame: Frame) -> None:
        protocol, transport = self._protocol, self._transport
        if self.closed or protocol.state != protocol.STATE_OPEN:
            return
        data = frame.wire
        if not transport.dataBuffer and not transport._tempDataBuffer and not protocol.send_queue:
            try:
                sent = transport.socket.send(data)
            except BlockingIOError:
                sent = 0
            except OSError:
                # The reactor meets the same error on its next write and ends the connection.
                sent = 0
            if sent == len(data):
                return
            data = data[sent:]
        elif self.unsent > BUFFER_BYTES:
            self.close(LAGGED, "lagged")
            return
        transport.write(data)

    def close(self, code: int, reason: str) -> None:
        if not self.closed:
            self.closed = True
            CLOSES.labels(reason).inc()
            self._protocol.sendClose(code=code, reason=reason)

    @property
    def unsent(self) -> int:
        transport = self._transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen  # type: ignore[no-any-return]

    @property
    def is_busy(self) -> bool:
        return self.unsent > PACE_BYTES


class QueueSink:
    """Hands frames to ASGI's `send` from a bounded queue, one task a socket."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(QUEUE_FRAMES + 1)
        self._task = asyncio.ensure_future(self._run())
        self.closed = False

    def write(self, frame: Frame) -> None:
        if self.closed:
            return
        if self._queue.qsize() >= QUEUE_FRAMES:
            self.close(LAGGED, "lagged")
            return
        self._queue.put_nowait({"type": "websocket.send", "text": frame.payload.decode()})

    def close(self, code: int, reason: str) -> None:
        if self.closed:
            return
        self.closed = True
        CLOSES.labels(reason).inc()
        if code == LAGGED:
            # What waits is of no use to a client that must resume anyway.
            while not self._queue.empty():
                self._queue.get_nowait()
        self._queue.put_nowait({"type": "websocket.close", "code": code, "reason": reason})

    @property
    def unsent(self) -> int:
        return self._queue.qsize()

    @property
    def is_busy(self) -> bool:
        return self.unsent > QUEUE_FRAMES // 2

    async def _run(self) -> None:
        while True:
            message = await self._queue.get()
            try:
                await self._send(message)
            except Exception:  # servers differ in what they raise when the client is gone
                log.info("send_failed", exc_info=True)
                self.closed = True
            if self.closed and (self._queue.empty() or message["type"] == "websocket.close"):
                return

    def stop(self) -> None:
        """The connection is gone."""
        self.closed = True
        self._task.cancel()


def sink_for(send: Send) -> DirectSink | QueueSink:
    """The fastest sink that this server allows. daphne passes `partial(handle_reply, protocol)` as `send`."""
    protocol = send.args[0] if isinstance(send, functools.partial) and send.args else None
    if (
        isinstance(protocol, WebSocketProtocol)
        and isinstance(protocol.transport, TcpTransport)
        and not protocol.transport.TLS
        and protocol._perMessageCompress is None
    ):
        return DirectSink(protocol)
    return QueueSink(send)
