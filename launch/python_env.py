"""The Python environment in .venv, from the lock file. Standard library only."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch.commands import run
from launch.debian import install
from launch.errors import LaunchError
from launch.paths import ROOT, VENV
from launch.stamps import Stamps, digest

PYTHON = VENV / "bin" / "python"
_PIP: tuple[str | Path, ...] = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
_LOCKS = (ROOT / "requirements-bootstrap.lock", ROOT / "requirements.lock", ROOT / "pyproject.toml")


def refresh(log: Path) -> bool:
    """Make or mend .venv so that it holds what the lock file names; True when there was something to do."""
    wanted = digest(*_LOCKS, also=[str(VENV), sys.version])
    # The stamp lies inside, so that it goes away with the environment.
    stamps = Stamps(VENV / "chorus")
    healthy = _is_healthy()
    if healthy and stamps.fresh("installed", wanted):
        return False
    if not healthy:
        _make(log)
    _install(log)
    stamps.mark("installed", wanted)
    return True


def pip_install(lock: Path, log: Path, what: str) -> None:
    """Install what a small lock file names, with pip."""
    run([*_PIP, "--require-hashes", "-r", lock], what=what, log=log, cwd=ROOT)


def _is_healthy() -> bool:
    """Whether the interpreter runs, is new enough, and the scripts name this very folder (they do not when it was moved)."""
    try:
        answer = subprocess.run(
            [PYTHON, "-c", "import json, sys; print(json.dumps([sys.prefix, *sys.version_info[:2]]))"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        prefix, major, minor = json.loads(answer.stdout)
        script = (VENV / "bin" / "pip").read_text().splitlines()[0]
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return False
    return Path(prefix).resolve() == VENV.resolve() and (major, minor) >= (3, 11) and str(VENV) in script


def _make(log: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not install([package], log):
            raise LaunchError(f"Python's venv module is missing: run `sudo apt-get install {package}` and try again.")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], what="Creating .venv", log=log, cwd=ROOT)


def _install(log: Path) -> None:
    pip_install(_LOCKS[0], log, "Installing the installer")
    uv: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON]
    try:
        run(
            [*uv, "--require-hashes", "-r", "requirements.lock"],
            what="Installing the Python packages",
            log=log,
            cwd=ROOT,
            env=_uv_settings(),
        )
    except LaunchError:
        # Slower, but it knows every setting of pip's that a company's network may need.
        pip_install(_LOCKS[1], log, "Installing the Python packages")
    # Without isolation: the build backend is the pinned one and nothing is fetched.
    run([*_PIP, "--no-deps", "--no-build-isolation", "-e", "."], what="Installing Chorus into .venv", log=log, cwd=ROOT)


def _uv_settings() -> dict[str, str]:
    """uv reads none of pip's settings: hand it the mirror, and keep it from fetching a Python of its own."""
    settings = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1"}
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        if name.endswith("index-url") and "extra" not in name and "UV_DEFAULT_INDEX" not in os.environ:
            settings["UV_DEFAULT_INDEX"] = value.strip("'\"")
    return settings
