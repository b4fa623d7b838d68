"""PostgreSQL refuses to run as root, so a root user gets a way around that changes nothing on the machine."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError

_CLONE_NEWUSER = 0x10000000
NOBODY = 65534
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Runner:
    """How to become somebody PostgreSQL accepts, and who must own its files (None: whoever we are)."""

    prepare: Callable[[], None] | None = None
    owner: int | None = None

    def own(self, path: Path) -> None:
        """Give a file or folder to the user PostgreSQL will run as."""
        if self.owner is not None:
            os.chown(path, self.owner, self.owner)


def choose_runner(postgres: Path) -> Runner:
    """The first way to run this program that works here."""
    if os.geteuid() != 0:
        return Runner()
    candidates = [Runner(_become_nobody, NOBODY)]
    if sys.platform == "linux":
        candidates.insert(0, Runner(_enter_user_namespace))
    for runner in candidates:
        if _works(runner, postgres):
            return runner
    raise LaunchError(
        "PostgreSQL does not run as root and this machine allows neither a user namespace nor the user nobody to reach"
        f" {postgres}: run Chorus as an ordinary user, or set CHORUS_DATABASE_URL to a running server."
    )


def _works(runner: Runner, postgres: Path) -> bool:
    try:
        subprocess.run([postgres, "--version"], preexec_fn=runner.prepare, capture_output=True, check=True, timeout=20)  # noqa: PLW1509 -- started from one thread
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _enter_user_namespace() -> None:
    """Be `nobody` in a namespace of our own: files stay root's, folders that only root may enter stay open to us."""
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
