"""`python3 -m launch clean`: remove what `setup` can make again; never data."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from launch.console import say
from launch.paths import FRONTEND, ROOT, VENV

_CACHES = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".grimp_cache", ".hypothesis"}


def clean() -> None:
    """Remove the environments, the builds and the caches."""
    # The Makefile calls this with the system's Python, so that .venv is not in use.
    for made in (
        VENV,
        FRONTEND / "node_modules",
        FRONTEND / "dist",
        ROOT / "bench" / "npm" / "node_modules",
        ROOT / "var" / "stamps",
        ROOT / "var" / "static",
    ):
        shutil.rmtree(made, ignore_errors=True)
    for folder, names, _ in os.walk(ROOT):
        names[:] = [name for name in names if name not in {"var", ".git"}]
        for name in _CACHES.intersection(names):
            shutil.rmtree(Path(folder) / name, ignore_errors=True)
            names.remove(name)
    say("Removed .venv, the front end's packages and build, and all caches. Your data is still in var/.")
