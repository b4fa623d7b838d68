"""`python -m launch check`: everything that reads the code without running it, two at a time, as a table."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from launch import frontend
from launch.console import say
from launch.node import bring_node
from launch.paths import FRONTEND, ROOT, DataFolder
from launch.python_env import PYTHON
from launch.reading_tools import codespell, deptry, tool, vulture

_AT_ONCE = 2
_NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@dataclass(frozen=True)
class Check:
    """One tool and how to call it."""

    name: str
    command: list[str]
    folder: Path = ROOT
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What one tool said, and how long it took to say it."""

    check: Check
    passed: bool
    seconds: float
    output: str


def run_checks() -> int:
    """Print the table, then what the failed ones said; 0 when all passed."""
    began = time.monotonic()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        results = list(pool.map(_run, _checks()))
    for result in results:
        say(f"  {'ok    ' if result.passed else 'FAILED'}  {result.check.name:<22} {result.seconds:6.1f} s")
    failed = [result for result in results if not result.passed]
    for result in failed:
        say(f"\n--- {result.check.name}: {' '.join(result.check.command)}\n{result.output.strip()}")
    say(f"\n{len(results) - len(failed)} of {len(results)} checks passed in {time.monotonic() - began:.1f} s")
    return 1 if failed else 0


def _checks() -> list[Check]:
    """The slow ones first, so that the short ones fill the gaps."""
    manage = [str(PYTHON), str(ROOT / "manage.py")]
    return [
        Check("types (mypy)", tool("mypy")),
        *_frontend_checks(),
        Check("migrations complete", [*manage, "makemigrations", "--check", "--dry-run"], env=_settings("development")),
        Check("safe in production", [*manage, "check", "--deploy", "--fail-level", "WARNING"], env=_settings("production")),
        Check("layers (import-linter)", tool("lint-imports")),
        Check("dead code (vulture)", tool("vulture", *vulture())),
        Check("dependencies (deptry)", tool("deptry", *deptry())),
        Check("lint (ruff)", tool("ruff", "check", ".")),
        Check("format (ruff)", tool("ruff", "format", "--check", ".")),
        Check("spelling (codespell)", tool("codespell", *codespell())),
    ]


def _frontend_checks() -> list[Check]:
    if not frontend.exists():
        return []
    env = bring_node(DataFolder(ROOT / "var").logs / "check.log").variables
    bin_folder = FRONTEND / "node_modules" / ".bin"
    return [
        Check("types (tsc)", [str(bin_folder / "tsc"), "--noEmit"], FRONTEND, env),
        Check("lint, format (biome)", [str(bin_folder / "biome"), "ci", "."], FRONTEND, env),
    ]


def _run(check: Check) -> Result:
    began = time.monotonic()
    try:
        done = subprocess.run(
            check.command,
            cwd=check.folder,
            env={**os.environ, "NO_COLOR": "1", **check.env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return Result(check, passed=False, seconds=0, output=f"{check.command[0]} is not installed: run `make setup`.")
    return Result(check, done.returncode == 0, time.monotonic() - began, done.stdout)


def _settings(mode: str) -> dict[str, str]:
    """An installation that connects to nothing: these checks look at code and settings only."""
    return {
        "CHORUS_MODE": mode,
        "CHORUS_SECRET_KEY": secrets.token_urlsafe(64),
        "CHORUS_HOSTS": '["chorus.example"]',
        "CHORUS_OPERATOR_HOST": "operator.chorus.example",
        "CHORUS_PUBLIC_SCHEME": "https" if mode == "production" else "http",
        "CHORUS_DATABASE_URL": _NOWHERE,
        "CHORUS_DATABASE_APP_URL": _NOWHERE,
        "CHORUS_DATABASE_SYSTEM_URL": _NOWHERE,
    }
