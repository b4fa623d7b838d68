"""Published attacks that only a source distribution carries: fetched for the tests, kept in var/, never installed."""

from __future__ import annotations

from pathlib import Path

from launch.commands import run
from launch.paths import ROOT
from launch.python_env import PYTHON

LOCK = ROOT / "requirements-attacks.lock"
FOLDER = ROOT / "var" / "attacks"


def bring_attacks(log: Path) -> None:
    """The archives that the lock file names, unless they are there."""
    named = [line.split()[0].replace("==", "-") for line in LOCK.read_text().splitlines() if "==" in line]
    if all((FOLDER / f"{name}.tar.gz").is_file() for name in named):
        return
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-binary",
        "bleach",
    ]
    run([*command, "--require-hashes", "-r", LOCK, "-d", FOLDER], what="Fetching published attacks", log=log, cwd=ROOT)
