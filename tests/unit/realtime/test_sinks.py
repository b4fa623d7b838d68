"""Both ways out: bytes straight into a socket, and messages through ASGI's `send`."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from realtime.frames import Frame, say
from realtime.limits import BUFFER_BYTES, LAGGED, PACE_BYTES, QUEUE_FRAMES
from realtime.sinks import DirectSink, QueueSink, sink_for


class Transport:
    """As much of Twisted's TCP transport as the sink touches, on a real socket."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self.dataBuffer = b""
        self.offset = 0
        self._tempDataBuffer: list[bytes] = []

    @property
    def _tempDataLen(self) -> int:  # noqa: N802 - Twisted's name
        return sum(map(len, self._tempDataBuffer))

    def write(self, data: bytes) -> None:
        self._tempDataBuffer.append(data)


class Protocol:
    """As much of daphne's websocket protocol as the sink touches."""

    STATE_OPEN = 3

    def __init__(self, connection: socket.socket) -> None:
        self.transport = Transport(connection)
        self.state = self.STATE_OPEN
        self.send_queue: list[Any] = []
        self.closed_with: list[int] = []

    def sendClose(self, code: int, reason: str) -> None:  # noqa: N802 - autobahn's name
        self.closed_with.append(code)


@pytest.fixture
def line() -> Iterator[tuple[Protocol, socket.socket]]:
    """A protocol and the far end of its connection."""
    near, far = socket.socketpair()
    near.setblocking(False)
    far.settimeout(5)
    yield Protocol(near), far
    near.close()
    far.close()


def test_a_frame_goes_straight_to_the_socket(line: tuple[Protocol, socket.socket]) -> None:
    protocol, far = line
    frame = say("pong")
    DirectSink(protocol).write(frame)
    assert far.recv(100) == frame.wire == b"\x81\x0c" + b'{"t":"pong"}'
    assert protocol.transport._tempDataBuffer == []


def test_what_the_socket_does_not_take_follows_in_order(line: tuple[Protocol, socket.socket]) -> None:
    protocol, far = line
    protocol.transport.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    sink = DirectSink(protocol)
    frames = [Frame(b"%d:" % index + b"x" * 30_000) for index in range(6)]
    for frame in frames:
        sink.write(frame)
    buffered = b"".join(protocol.transport._tempDataBuffer)
    assert buffered
    wire = b"".join(frame.wire for frame in frames)
    received = b""
    while len(received) < len(wire) - len(buffered):
        received += far.recv(65_536)
    assert received + buffered == wire


def test_a_socket_with_too_much_unsent_is_closed_once(line: tuple[Protocol, socket.socket]) -> None:
    protocol, _ = line
    sink = DirectSink(protocol)
    protocol.transport.write(b"x" * (PACE_BYTES + 1))
    assert sink.is_busy
    assert not sink.closed
    protocol.transport.write(b"x" * BUFFER_BYTES)
    for _ in range(3):
        sink.write(say("pong"))
    assert sink.closed
    assert protocol.closed_with == [LAGGED]


def test_a_closing_socket_takes_nothing_more(line: tuple[Protocol, socket.socket]) -> None:
    protocol, far = line
    sink = DirectSink(protocol)
    protocol.state = 2
    sink.write(say("pong"))
    far.setblocking(False)
    with pytest.raises(BlockingIOError):
        far.recv(1)
    assert protocol.transport._tempDataBuffer == []


def test_a_broken_socket_is_left_to_the_reactor(line: tuple[Protocol, socket.socket]) -> None:
    protocol, far = line
    far.close()
    sink = DirectSink(protocol)
    sink.write(say("pong"))
    assert protocol.transport._tempDataBuffer == [say("pong").wire]


async def test_other_servers_get_messages() -> None:
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    sink = sink_for(sent.put)
    assert isinstance(sink, QueueSink)
    sink.write(say("pong"))
    assert await sent.get() == {"type": "websocket.send", "text": '{"t":"pong"}'}
    sink.stop()


async def test_a_client_that_reads_nothing_is_closed_and_not_fed() -> None:
    sent: list[dict[str, Any]] = []
    may_send = asyncio.Event()

    async def send(message: dict[str, Any]) -> None:
        await may_send.wait()
        sent.append(message)

    sink = QueueSink(send)
    for number in range(QUEUE_FRAMES + 10):
        sink.write(say("skip", prev=number, to=number + 1))
        await asyncio.sleep(0)
    assert sink.closed
    may_send.set()
    async with asyncio.timeout(5):
        await sink._task
    assert [message["type"] for message in sent] == ["websocket.send", "websocket.close"]
    assert sent[-1]["code"] == LAGGED


async def test_a_server_that_refuses_to_send_ends_the_sink() -> None:
    async def send(message: dict[str, Any]) -> None:
        raise ConnectionError

    sink = QueueSink(send)
    sink.write(say("pong"))
    async with asyncio.timeout(5):
        await sink._task
    assert sink.closed


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_the_length_of_a_frame_is_spelled_as_the_protocol_says(size: int) -> None:
    wire = Frame(b"x" * size).wire
    head = len(wire) - size
    assert wire[0] == 0x81
    if size < 126:
        assert (head, wire[1]) == (2, size)
    elif size < 65_536:
        assert (head, wire[1], int.from_bytes(wire[2:4], "big")) == (4, 126, size)
    else:
        assert (head, wire[1], int.from_bytes(wire[2:10], "big")) == (10, 127, size)
