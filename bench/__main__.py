"""`make bench [ARGS="events rows"]`: run all or some benchmarks; with --report docs/benchmarks.md is written too."""

import argparse
import importlib
import sys
from pathlib import Path

from bench.machine import describe
from bench.report import REPORT, write
from bench.table import Table

NAMES = ["events", "rows", "sockets", "race", "inbox", "imports", "forum", "lighthouse"]


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

    made: dict[str, list[Table]] = {}
    failures: list[str] = []
    with bench_world(scale=arguments.scale, data=arguments.data) as world:
        for name in [] if arguments.prepare else arguments.names or NAMES:
            made[name] = importlib.import_module(f"bench.{name}").run(world)
            for table in made[name]:
                print(table.text(), "\n", flush=True)
                failures += table.failures
    if arguments.report:
        write(made, machine, NAMES)
        print(f"written: {REPORT}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
