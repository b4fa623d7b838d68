"""The browser for the journeys: found on the machine, or installed by its package manager when that may be done."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from launch.debian import install
from launch.errors import LaunchError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ON_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_chromium() -> str | None:
    """The browser named by CHORUS_CHROMIUM, else the first one found."""
    if named := os.environ.get("CHORUS_CHROMIUM"):
        return named if Path(named).is_file() else None
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path), None) or next((path for path in _ON_MAC if Path(path).is_file()), None)


def bring_chromium(log: Path) -> str:
    """A browser, installing Chromium where apt-get can be used without a question."""
    if (found := find_chromium()) is not None:
        return found
    # fonts: the journeys and their screenshots show Japanese and Arabic
    install(["chromium", "fonts-noto-cjk", "fonts-noto-core"], log)
    if (found := find_chromium()) is None:
        raise LaunchError(
            "The browser tests need Chromium or Chrome and none was found: install it (Debian and Ubuntu: sudo apt-get"
            " install chromium; macOS: brew install --cask chromium), or name one with CHORUS_CHROMIUM=/path."
        )
    return found
