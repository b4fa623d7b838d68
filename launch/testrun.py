"""`python -m launch test`: every test of both languages, on servers that are started once for all workers."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import frontend
from launch.attacks import bring_attacks
from launch.chromium import bring_chromium
from launch.console import say, step
from launch.node import bring_node
from launch.paths import FRONTEND, ROOT, DataFolder
from launch.python_env import PYTHON
from launch.standing import leave_state
from launch.testing import fresh_services


def run_tests(arguments: list[str]) -> int:
    """Run them all, even when the first half fails; 0 when everything passed."""
    log = DataFolder(ROOT / "var").logs / "test-setup.log"
    with step("finding a browser"):
        chromium = bring_chromium(log)
    with step("fetching published attacks"):
        bring_attacks(log)
    with _state_file() as state:
        env = {**os.environ, "CHORUS_TEST_SERVICES": state, "CHORUS_CHROMIUM": chromium}
        workers = str(max(2, os.cpu_count() or 2))
        python = _call([str(PYTHON), "-m", "pytest", "-n", workers, *arguments], cwd=ROOT, env=env)
    javascript = 0
    if frontend.exists() and not arguments:
        node = bring_node(log)
        javascript = _call([str(node.npm), "test"], cwd=FRONTEND, env={**os.environ, **node.variables})
    say(f"\nPython: {_verdict(python)}   Front end: {_verdict(javascript) if not arguments else 'not asked for'}")
    return python or javascript


@contextmanager
def _state_file() -> Iterator[str]:
    """The file that tells the workers where the servers are; those that are up already when the environment names them."""
    if given := os.environ.get("CHORUS_TEST_SERVICES"):
        yield given
        return
    with fresh_services() as urls, tempfile.TemporaryDirectory(prefix="chorus-state-") as folder:
        state = Path(folder) / "services.json"
        leave_state(state, urls)
        yield str(state)


def _call(command: list[str], *, cwd: Path, env: dict[str, str]) -> int:
    return subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, check=False).returncode


def _verdict(code: int) -> str:
    return "passed" if code == 0 else f"failed (exit code {code})"
