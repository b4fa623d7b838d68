"""Opens N anonymous sockets, joins one topic on each, and notes when each event arrives.

Usage: python -m bench.load.listen PORT HOST TOPIC N EVENTS. Prints "ready" when all are joined, and at the end one JSON
object {post id: [arrival, nanoseconds of the monotonic clock, ...]}. Speaks the protocol itself on bare asyncio: a
library's client costs several times what the server does and would measure itself.
"""

import asyncio
import base64
import json
import os
import sys
import time
from collections import defaultdict


class Listener(asyncio.Protocol):
    """One socket: handshake, hello, then arrivals."""

    def __init__(self, bench: "Bench") -> None:
        self.bench = bench
        self.buffer = b""
        self.open = False
        self.heard = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        host = f"{self.bench.host}:{self.bench.port}"
        lines = ["GET /ws/ HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", "Upgrade: websocket", "Connection: Upgrade",
                 f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", ""]  # fmt: skip
        transport.write("\r\n".join(lines).encode())

    def data_received(self, data: bytes) -> None:
        stamp = time.monotonic_ns()
        self.buffer += data
        if not self.open:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self.open, self.buffer = True, rest
            self._send(json.dumps({"t": "hello", "cursor": None, "epoch": None, "topics": [self.bench.topic]}).encode())
        while (frame := self._take()) is not None:
            self._hear(frame, stamp)

    def _send(self, payload: bytes) -> None:
        """A masked text frame; the zero mask leaves the payload as it is."""
        assert len(payload) < 65_536
        size = bytes([0x80 | len(payload)]) if len(payload) < 126 else bytes([0x80 | 126]) + len(payload).to_bytes(2, "big")
        self.transport.write(b"\x81" + size + b"\0\0\0\0" + payload)

    def _take(self) -> bytes | None:
        if len(self.buffer) < 2:
            return None
        size, start = self.buffer[1] & 0x7F, 2
        if size == 126:
            size, start = int.from_bytes(self.buffer[2:4], "big"), 4
        if len(self.buffer) < start + size:
            return None
        frame, self.buffer = self.buffer[start : start + size], self.buffer[start + size :]
        return frame

    def _hear(self, frame: bytes, stamp: int) -> None:
        if b'"t":"ready"' in frame:
            self.bench.joined()
        elif b'"post_id":"' in frame:
            post = frame.split(b'"post_id":"', 1)[1][:36].decode()
            self.bench.arrivals[post].append(stamp)
            self.heard += 1
            if self.heard == self.bench.events:
                self.bench.finished()


class Bench:
    """What the sockets share."""

    def __init__(self, port: int, host: str, topic: str, count: int, events: int) -> None:
        self.port, self.host, self.topic, self.events = port, host, topic, events
        self.arrivals: dict[str, list[int]] = defaultdict(list)
        self.to_join = self.to_finish = count
        self.all_joined, self.all_finished = asyncio.Event(), asyncio.Event()

    def joined(self) -> None:
        """One more socket is in."""
        self.to_join -= 1
        if self.to_join == 0:
            self.all_joined.set()

    def finished(self) -> None:
        """One more socket has heard everything."""
        self.to_finish -= 1
        if self.to_finish == 0:
            self.all_finished.set()


async def main(port: int, host: str, topic: str, count: int, events: int) -> None:
    """Listen until every socket has heard every event, or two minutes have passed."""
    bench = Bench(port, host, topic, count, events)
    loop = asyncio.get_running_loop()
    for index in range(count):
        await loop.create_connection(lambda: Listener(bench), "127.0.0.1", port)
        if index % 25 == 24:
            await asyncio.sleep(0.05)
    await asyncio.wait_for(bench.all_joined.wait(), 60)
    print("ready", flush=True)
    try:
        await asyncio.wait_for(bench.all_finished.wait(), 120)
    finally:
        print(json.dumps(bench.arrivals), flush=True)


if __name__ == "__main__":
    given = sys.argv[1:6]
    asyncio.run(main(int(given[0]), given[1], given[2], int(given[3]), int(given[4])))
