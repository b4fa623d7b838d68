"""docs/benchmarks.md: one part a benchmark, each of one run; a run replaces the parts of what it measured."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.table import Table
from kernel.clock import now

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
INTRO = """# Benchmarks

Made by `make bench ARGS="--report --data FOLDER"`: everything on one machine (PostgreSQL, Redis, the application and the load). Ratios
compare rows of one table, measured in the same run; absolute figures move with the machine, which each part names.
"""
_PART = re.compile(r"<!-- part (\w+) -->\n(.*?)(?=<!-- part \w+ -->\n|\Z)", re.DOTALL)


def write(made: Mapping[str, Iterable[Table]], machine: str, order: Iterable[str]) -> None:
    """Put these parts in place of the former ones of their names."""
    parts = dict(_PART.findall(REPORT.read_text(encoding="utf-8"))) if REPORT.exists() else {}
    day = now().date().isoformat()
    for name, tables in made.items():
        parts[name] = f"\nMeasured {day} with `make bench ARGS={name}`; {machine}.\n" + "\n".join(
            table.markdown() for table in tables
        )
    text = "\n".join(f"<!-- part {name} -->\n{parts[name].strip()}\n" for name in order if name in parts)
    REPORT.write_text(f"{INTRO}\n{text}", encoding="utf-8")
