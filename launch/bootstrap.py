"""`python3 -m launch setup`: from a fresh clone to a working environment. Standard library only.

A second run with nothing changed only compares hashes and takes less than a second.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from pathlib import Path

from launch import catalogues, frontend, python_env
from launch.console import say
from launch.errors import LaunchError
from launch.paths import ROOT, DataFolder
from launch.stamps import Stamps

_OLDEST = (3, 11)
_NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")
_NEEDED_FIRST, _NEEDED = 2_000_000_000, 500_000_000


def setup() -> None:
    """Bring .venv, Node, the front end and the translations up to date."""
    _use_new_python()
    data = DataFolder(ROOT / "var")
    data.stamps.mkdir(parents=True, exist_ok=True)
    with (data.stamps / "lock").open("w") as lock:
        # Two makes at once take turns; the second then finds everything done.
        fcntl.flock(lock, fcntl.LOCK_EX)
        _refuse_full_disk()
        log = data.logs / "setup.log"
        log.unlink(missing_ok=True)
        _refresh(Stamps(data.stamps), log)


def _refresh(stamps: Stamps, log: Path) -> None:
    if not python_env.PYTHON.exists():
        say("Setting up Chorus in this folder (a few minutes the first time; log: var/log/setup.log)")
    if python_env.refresh(log):
        say("  .venv holds what requirements.lock names")
    if frontend.exists():
        frontend.refresh(stamps, log)
    if catalogues.refresh(stamps, log):
        say("  translations compiled")


def _use_new_python() -> None:
    """Go on under a newer Python when this one is too old and there is another."""
    if sys.version_info >= _OLDEST:
        return
    for name in _NEWER:
        if found := shutil.which(name):
            os.execv(found, [found, "-m", "launch", *sys.argv[1:]])  # noqa: S606 -- the same command under another interpreter
    raise LaunchError(
        f"Chorus needs Python 3.11 or newer and this is {sys.version.split()[0]}:"
        " install a newer one, or name it with `make PYTHON=/path/to/python3 up`."
    )


def _refuse_full_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    needed = _NEEDED if python_env.PYTHON.exists() else _NEEDED_FIRST
    if free < needed:
        raise LaunchError(
            f"The disk that holds {ROOT} has {free // 1_000_000} MB free and setting up needs"
            f" {needed // 1_000_000} MB: free some space first."
        )
