"""A real daphne in a process of its own, on this test process's database."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.plugin import ROOT, database_urls


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Starts, kills and starts again, always on the same port."""

    def __init__(self, log: Path, **environment: str) -> None:
        self.port = free_port()
        self._log = log
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, *, application: str = "tests.integration.realtime.served:application") -> None:
        """Start and wait until it answers."""
        paths = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
        environment = {**os.environ, **database_urls(), **self._environment, "PYTHONPATH": paths}
        command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(self.port), application]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                command, cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        self._await_answer()

    def kill(self) -> None:
        """As the kernel's out-of-memory killer would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it and wait."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait(20)

    def _await_answer(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                probe = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                probe.request("GET", "/healthz")
                if probe.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"daphne does not answer:\n{self._log.read_text()[-4000:]}")


@contextmanager
def running_server(log: Path, **environment: str) -> Iterator[Server]:
    """A server for the block."""
    server = Server(log, **environment)
    server.start()
    try:
        yield server
    finally:
        server.stop()
