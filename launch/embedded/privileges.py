"""PostgreSQL refuses to run as root, so root gets a way around that changes nothing on the machine."""

from __future__ import annotations

import ctypes
import os
import pwd
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError

# Numbers of linux/sched.h, linux/prctl.h and linux/capability.h.
_CLONE_NEWUSER = 0x10000000
_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 47, 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522
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

    def own_tree(self, folder: Path) -> None:
        """Take over a data folder that an earlier start made as somebody else."""
        owner = os.geteuid() if self.owner is None else self.owner
        if folder.stat().st_uid == owner:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner, owner, follow_symlinks=False)


def choose_runner(postgres: Path) -> Runner:
    """The first way to run this program that works here."""
    if os.geteuid() != 0 and _has_a_name(os.geteuid()):
        return Runner()
    candidates = [Runner(_become_nobody, NOBODY)] if os.geteuid() == 0 else []
    if sys.platform == "linux":
        candidates.insert(0, Runner(_enter_user_namespace))
    for runner in candidates:
        if _works(runner, postgres):
            return runner
    raise LaunchError(
        "PostgreSQL runs neither as root nor as a user without a name, and this machine lets us become nobody else: run"
        " Chorus as an ordinary user, or set CHORUS_DATABASE_URL to a running server."
    )


def _has_a_name(user: int) -> bool:
    """Whether PostgreSQL will find the user: a container may run as a number that nobody entered anywhere."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def _works(runner: Runner, postgres: Path) -> bool:
    try:
        subprocess.run([postgres, "--version"], preexec_fn=runner.prepare, capture_output=True, check=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _enter_user_namespace() -> None:
    """Be `nobody` in a namespace of our own: files stay root's, folders that only root may enter stay open to us."""
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _become_nobody() -> None:
    """Be the user `nobody`, who may still enter folders that only root may enter, where the kernel lets us keep that."""
    linux = sys.platform == "linux"
    if linux:
        _libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    if linux:
        # A container may have taken this right from root too; then the folders' permissions decide.
        mask = 1 << _CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
        rights = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)  # effective, permitted, inheritable; two words each
        if _libc.capset(header, rights) == 0:
            _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)
