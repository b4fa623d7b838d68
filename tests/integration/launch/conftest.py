"""A data folder that was initialised once, copied for each test that kills things."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from launch import services
from launch.processes import start_mark

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for servers that belongs to one test."""
    return tmp_path / "servers"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[services.Services]:
    """Servers for the tests that only look at them."""
    with services.start(tmp_path_factory.mktemp("shared"), durable=False) as running:
        yield running


@dataclass(frozen=True)
class Standing:
    """A `test-services` process and what it wrote."""

    process: subprocess.Popen[bytes]
    state: dict[str, str]


@contextmanager
def standing_services(folder: Path) -> Iterator[Standing]:
    """`python -m launch test-services` in a process of its own, ended however the test left it."""
    state = folder / "state.json"
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "launch", "test-services", "--state", str(state)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    try:
        wait_until(lambda: state.exists() or process.poll() is not None)
        yield Standing(process, json.loads(state.read_text()))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Come back when the condition holds; fail the test when it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    return start_mark(pid) is not None


def postmaster(root: Path) -> int:
    """The process id of the PostgreSQL whose data is below this folder."""
    return int((root / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def valkey(root: Path) -> int:
    """The process id of the Redis whose data is below this folder."""
    return int((root / "redis.pid").read_text().split()[0])
