"""The product as real processes against this test process's database: daphne, a Celery worker, beat, a Redis of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch import services
from tests.plugin import ROOT, database_urls


@dataclass(frozen=True)
class Running:
    """Where the product answers."""

    port: int
    data: Path

    def url(self, brand: str, path: str = "/") -> str:
        """An address on a brand's host."""
        return f"http://{brand}.localhost:{self.port}{path}"


@contextmanager
def running_product(folder: Path) -> Iterator[Running]:
    """All processes, up and healthy; ended with the block."""
    with ExitStack() as stack:
        redis = stack.enter_context(services.start(folder / "redis", durable=False, postgres=False)).urls
        port = _free_port()
        environment = {
            **os.environ,
            **database_urls(),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "CHORUS_REDIS_URL": redis.redis,
            "CHORUS_BROKER_URL": redis.broker,
            "CHORUS_PORT": str(port),
            "CHORUS_PUBLIC_PORT": str(port),
            "CHORUS_DATA_DIR": str(folder),
            "CHORUS_LOG_LEVEL": "WARNING",
        }
        celery = ["celery", "-A", "config.celery:app"]
        for name, command in (
            ("web", ["daphne", "-b", "127.0.0.1", "-p", str(port), "config.asgi:application"]),
            ("worker", [*celery, "worker", "--concurrency", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"]),
            ("beat", [*celery, "beat", "--schedule", str(folder / "beat"), "--pidfile=", "--max-interval", "1"]),
        ):
            stack.enter_context(_process(name, command, environment, folder))
        _wait_until_ready(port, folder)
        yield Running(port, folder)


@contextmanager
def _process(name: str, command: list[str], environment: dict[str, str], folder: Path) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own programs
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(port: int, folder: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the product did not become ready: {(folder / 'web.log').read_text()[-3000:]}")
