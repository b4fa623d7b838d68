"""Files stay small, and nothing is left for later."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, stale

LONGEST = 500
FOLDERS = ["platform", "tenants", "launch", "frontend/src", "tests", "bench"]
SOURCE = {".py", ".ts", ".tsx", ".css", ".html", ".txt"}
LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")

MAY_BE_LONG = {
    "frontend/src/kernel/api/schema.d.ts": "generated from the description of the API",
    "platform/community/migrations/0001_initial.py": "generated from the models",
    "platform/moderation/migrations/0001_initial.py": "generated from the models",
}


def _sources() -> list[Path]:
    return [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in SOURCE and path.is_file() and "node_modules" not in path.parts and "__pycache__" not in path.parts
    ]


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in _sources()}


def test_no_file_is_longer_than_anybody_reads(sources: dict[str, str]) -> None:
    long = {name for name, text in sources.items() if text.count("\n") > LONGEST}
    assert long - set(MAY_BE_LONG) == set()
    assert stale(MAY_BE_LONG, long) == set()


def test_the_median_file_is_short(sources: dict[str, str]) -> None:
    lengths = sorted(text.count("\n") for name, text in sources.items() if name.startswith(("platform", "tenants")))
    assert lengths[len(lengths) // 2] <= 90


def test_nothing_is_marked_for_later(sources: dict[str, str]) -> None:
    assert [name for name, text in sources.items() if LATER.search(text)] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "manager", "managers"])
def test_no_room_is_called_by_what_it_is_not(name: str, sources: dict[str, str]) -> None:
    assert [path for path in sources if Path(path).stem == name and not path.startswith("tests")] == []


def test_no_source_names_the_machine_it_was_written_on(sources: dict[str, str]) -> None:
    machine = re.compile("|".join(f"/{folder}/" for folder in ("work", "root", "tmp/boot")))
    assert [name for name, text in sources.items() if machine.search(text)] == []
