"""What the guards walk over: folders, apps, models, routes. Read from the code, never listed by hand."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "platform"

PICTURE = [
    ["kernel"],
    ["events"],
    ["tenants"],
    ["access"],
    ["brand_settings"],
    ["files"],
    ["branding"],
    ["accounts"],
    ["people", "triage"],
    ["inbox", "community", "messaging"],
    ["connectors"],
    ["flows", "realtime", "notifications", "recognition", "moderation"],
    ["web", "operators", "demo", "edge"],
    ["config"],
]
"""The rows of the picture, the ground first (ARCHITECTURE.md; import-linter holds the same)."""


def floor_of(app: str) -> int:
    """How high an app stands in the picture; raises KeyError for one that is missing there."""
    for floor, row in enumerate(PICTURE):
        if app in row:
            return floor
    raise KeyError(f"{app} has no place in the picture")


def package_folders() -> list[str]:
    """Folders below platform/ that hold Python, and the two packages beside it."""
    below = sorted(path.name for path in PLATFORM.iterdir() if path.is_dir() and any(path.rglob("*.py")))
    return [*below, "tenants", "launch"]


def our_apps() -> list[AppConfig]:
    """Installed apps that live in this repository."""
    return [config for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT) and ".venv" not in config.path]


def our_models() -> list[type[models.Model]]:
    """Concrete models of our apps."""
    return [model for config in our_apps() for model in config.get_models(include_auto_created=True)]


def python_files(*, tests: bool = False) -> Iterator[Path]:
    """Source files of the platform (and of the tests), without migrations."""
    folders = [PLATFORM, ROOT / "tenants", ROOT / "launch", *([ROOT / "tests", ROOT / "bench"] if tests else [])]
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    """The name under which a source file is imported."""
    base = PLATFORM if path.is_relative_to(PLATFORM) else ROOT
    parts = list(path.relative_to(base).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def stale(allowed: dict[Any, str], needed: set[Any]) -> set[Any]:
    """Entries of an allow-list that nothing needs any more; a guard that uses one asserts that there are none."""
    return set(allowed) - needed
