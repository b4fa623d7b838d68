"""Reads one page again and again and looks for answers that are older than what had been acknowledged before it asked.

Usage: python -m bench.load.stale FILE HOST PATH PORT [PORT ...]. FILE holds two native integers in shared memory: the last
acknowledged edit, and a flag that ends the run. The page says "edit <number> end". Prints JSON: reads, stale, seconds of each.
"""

import json
import mmap
import re
import socket
import struct
import sys
import time
from pathlib import Path

NUMBER = re.compile(rb"edit (\d+) end")
STATE = struct.Struct("qq")


def main(file: Path, host: str, path: str, ports: list[int]) -> None:
    """Take the ports in turn, each over one connection that stays open; open it anew when the server went away."""
    with file.open("r+b") as handle:
        shared = mmap.mmap(handle.fileno(), STATE.size)
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    connections: dict[int, socket.socket] = {}
    reads = stale = lost = worst = 0
    times: list[float] = []
    while not STATE.unpack(shared[:])[1]:
        port = ports[reads % len(ports)]
        start = time.perf_counter()
        acknowledged = STATE.unpack(shared[:])[0]
        try:
            connection = connections.get(port)
            if connection is None:
                connection = connections[port] = socket.create_connection(("127.0.0.1", port), timeout=30)
            status, body = ask(connection, request)
        except OSError:
            connections.pop(port, None)
            lost += 1
            time.sleep(0.05)
            continue
        reads += 1
        times.append(time.perf_counter() - start)
        found = NUMBER.search(body)
        if status != 200 or found is None:
            raise SystemExit(f"no number in an answer of status {status}: {body[:300]!r}")
        behind = acknowledged - int(found.group(1))
        if behind > 0:
            stale += 1
            worst = max(worst, behind)
    print(json.dumps({"reads": reads, "stale": stale, "worst": worst, "lost": lost, "times": times}))


def ask(connection: socket.socket, request: bytes) -> tuple[int, bytes]:
    """(status, body) of one request."""
    connection.sendall(request)
    data = bytearray()
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += receive(connection)
    head = bytes(data[:end]).lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(data) < end + 4 + length:
        data += receive(connection)
    return int(head.split(b" ")[1]), bytes(data[end + 4 :])


def receive(connection: socket.socket) -> bytes:
    """Some bytes; an OSError when the server closed."""
    part = connection.recv(262_144)
    if not part:
        raise ConnectionResetError("closed")
    return part


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], [int(port) for port in sys.argv[4:]])
