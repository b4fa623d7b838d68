"""Remembering what a step was last done with, so that it is done again only when that has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

_IGNORED = {"node_modules", "dist", "__pycache__", ".vite"}


def digest(*paths: Path, also: Iterable[str] = ()) -> str:
    """One hash over the names and contents of these files and folders, and over some words; missing ones count too."""
    total = hashlib.sha256()
    for word in also:
        total.update(f"{word}\0".encode())
    for path in paths:
        for file in _files(path):
            total.update(f"{file.relative_to(path.parent)}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


class Stamps:
    """The stamp files of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fresh(self, step: str, current: str) -> bool:
        try:
            return (self._folder / step).read_text() == current
        except OSError:
            return False

    def mark(self, step: str, current: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / step).write_text(current)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, names, files in os.walk(path):
        names[:] = sorted(name for name in names if name not in _IGNORED or Path(folder, name) == path)
        found += [Path(folder, name) for name in sorted(files)]
    return found
