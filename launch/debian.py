"""Packages of Debian and Ubuntu, installed only where that needs no question: as root, or by sudo without a password."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from launch.commands import run
from launch.errors import LaunchError

_QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


def install(packages: list[str], log: Path) -> bool:
    """Install them; False when this is not our place to do."""
    prefix = _privilege()
    if prefix is None:
        return False
    apt = [*prefix, "apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=120"]
    wanted = [*apt, "install", "--no-install-recommends", *packages]
    what = f"Installing {' '.join(packages)}"
    if _lists_known(packages):
        try:
            run(wanted, what=what, log=log, cwd=Path("/"), env=_QUIET)
        except LaunchError:
            pass  # the package lists were out of date: fetch them and try once more
        else:
            return True
    run([*apt, "update"], what="apt-get update", log=log, cwd=Path("/"), env=_QUIET)
    run(wanted, what=what, log=log, cwd=Path("/"), env=_QUIET)
    return True


def _privilege() -> list[str] | None:
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] if asked.returncode == 0 else None


def _lists_known(packages: list[str]) -> bool:
    """Whether apt has heard of them: a fresh container's lists are empty."""
    found = subprocess.run(["apt-cache", "show", *packages], capture_output=True, check=False)
    return found.returncode == 0
