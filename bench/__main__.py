"""`make bench [ARGS="events rows"]`: run all or some benchmarks; `make bench ARGS=--report` also writes docs/benchmarks.md."""

import argparse
import importlib
import sys
from pathlib import Path

from bench.machine import describe
from bench.table import Table

NAMES = ["events", "rows", "sockets", "race", "inbox", "imports", "forum", "lighthouse"]
REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
INTRO = """# Benchmarks

Made by `make bench ARGS=--report` (one run, everything on one machine: PostgreSQL, Redis, the application and the load). Ratios compare
rows of one table, measured in the same run; absolute figures move with the machine.

Machine: {machine}
"""


def main() -> int:
    """Run the named benchmarks, all of them when none is named; 1 when one of them breaks a promise."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; none means all")
    parser.add_argument("--report", action="store_true", help=f"write {REPORT.name}")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the large community, 1 for a million posts")
    parser.add_argument("--data", type=Path, help="folder where the large community is kept from run to run")
    parser.add_argument("--prepare", action="store_true", help="only make what --data keeps")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in NAMES]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    machine = describe()
    print(machine, "\n")
    from bench.world import bench_world

    sections = [INTRO.format(machine=machine)]
    failures: list[str] = []
    with bench_world(scale=arguments.scale, data=arguments.data) as world:
        for name in [] if arguments.prepare else arguments.names or NAMES:
            tables: list[Table] = importlib.import_module(f"bench.{name}").run(world)
            for table in tables:
                print(table.text(), "\n", flush=True)
                sections.append(table.markdown())
                failures += table.failures
    if arguments.report:
        REPORT.write_text("\n".join(sections), encoding="utf-8")
        print(f"written: {REPORT}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
