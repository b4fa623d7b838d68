"""The translators' catalogues, compiled for Django."""

from __future__ import annotations

from pathlib import Path

from launch.commands import run
from launch.paths import LOCALE, ROOT, VENV
from launch.stamps import Stamps, digest


def refresh(stamps: Stamps, log: Path) -> bool:
    """Compile every catalogue when one has changed; True when it was done."""
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    current = digest(*sources)
    if stamps.fresh("catalogues", current) and all(source.with_suffix(".mo").is_file() for source in sources):
        return False
    for domain in sorted({source.stem for source in sources}):
        command: list[str | Path] = [VENV / "bin" / "pybabel", "--quiet", "compile", "-d", LOCALE, "-D", domain]
        run(command, what="Compiling the translations", log=log, cwd=ROOT)
    stamps.mark("catalogues", current)
    return bool(sources)
