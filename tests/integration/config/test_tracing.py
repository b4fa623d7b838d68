"""Tracing: nothing without a collector, spans of requests and queries with one, and no secret of a link among them."""

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue

import pytest

from tests.integration.realtime.server import running_server


@pytest.fixture
def collector() -> Iterator[tuple[str, "Queue[bytes]"]]:
    """The address of an OTLP collector on loopback, and what it is sent."""
    received: Queue[bytes] = Queue()

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = HTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/traces", received
    server.shutdown()
    thread.join()
    server.server_close()


def test_requests_and_queries_reach_the_collector_without_secrets(
    collector: tuple[str, "Queue[bytes]"], transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, received = collector
    monkeypatch.setenv("CHORUS_OTLP_ENDPOINT", address)
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "200")
    with running_server(tmp_path / "log") as server:
        for path in ("/account/invitation/a-secret-of-a-link/", "/healthz", "/"):
            client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
            client.request("GET", path, headers={"Host": f"acme.localhost:{server.port}"})
            client.getresponse().read()
            client.close()
        spans = b""
        while b"healthz" not in spans or b"SELECT" not in spans:
            spans += received.get(timeout=10)
    while not received.empty():
        spans += received.get()
    assert b"chorus-web" in spans
    assert b"a-secret-of-a-link" not in spans
