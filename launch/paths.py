"""Where things are: the checkout, and the data folder of one installation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
LOCALE = ROOT / "locale"


@dataclass(frozen=True)
class DataFolder:
    """The folders below var/ (or CHORUS_DATA_DIR)."""

    path: Path

    @property
    def servers(self) -> Path:
        return self.path / "servers"

    @property
    def logs(self) -> Path:
        return self.path / "log"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def stamps(self) -> Path:
        return self.path / "stamps"
