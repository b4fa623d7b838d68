"""What an operator may set is written down where operators look."""

import re

from config.environment import Environment
from tests.architecture.house import ROOT

EXAMPLE = ROOT / ".env.example"
README = ROOT / "README.md"
LINE = re.compile(r"^#\s?(CHORUS_[A-Z0-9_]+)=(.*)$", re.MULTILINE)


def test_the_example_lists_exactly_the_settings_there_are() -> None:
    listed = [name for name, _value in LINE.findall(EXAMPLE.read_text(encoding="utf-8"))]
    assert sorted(listed) == sorted(f"CHORUS_{name.upper()}" for name in Environment.model_fields)


def test_the_readme_lists_exactly_the_settings_there_are() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `CHORUS_")]
    listed = [name for row in rows for name in re.findall(r"`(CHORUS_[A-Z0-9_]+)`", row.split("|")[1])]
    assert sorted(listed) == sorted(f"CHORUS_{name.upper()}" for name in Environment.model_fields)


def test_every_line_of_the_example_is_a_comment_so_that_copying_it_changes_nothing() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.strip() and not line.startswith("#")] == []


def test_every_setting_is_explained() -> None:
    assert [name for name, field in Environment.model_fields.items() if not field.description] == []
