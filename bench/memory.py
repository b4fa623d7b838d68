"""Resident memory of the processes that a server runs: a web process after its work, a Celery worker after a round of its own."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.kept import ROOT
from bench.table import Table
from bench.world import BenchWorld

READY, ROUND, OFTEN = 90.0, 25.0, 120.0


@dataclass(frozen=True)
class Memory:
    """Megabytes: all that is resident, and what no other process shares."""

    resident: float
    own: float


def measure(world: BenchWorld, web_port: int) -> Table:
    """The web process at this port, and a worker that has run each task of the timetable that comes often."""
    table = Table(
        "Memory of a process after its work",
        ["MB resident", "MB of its own"],
        ratio_of="MB resident",
        limit=(
            "Importing its modules takes a web process to 163 MB (2,900 modules) and a worker to 122 MB (2,080), the largest parts being the"
            " product's own apps, Django, psycopg, cryptography, redis and pydantic; kept pages take up to 16 MB more"
            " (CHORUS_PAGE_CACHE_MB), judging a text's language 10 MB. A process of a worker that has grown past 140 MB is replaced after its"
            " task."
        ),
    )
    bare = subprocess.Popen(
        [sys.executable, "-c", "import django, time; print(flush=True); time.sleep(600)"], stdout=subprocess.PIPE
    )
    assert bare.stdout is not None
    bare.stdout.readline()
    _add(table, "Python with Django imported (baseline)", of_process(bare.pid))
    bare.kill()
    bare.wait()
    web = next(pid for pid, command in _processes() if b"daphne" in command and str(web_port).encode() in command)
    _add(table, "web process", of_process(web))
    main, children = _worker(world)
    _add(table, "worker, the process that hands out tasks", main)
    _add(table, "worker, the largest process that runs tasks", max(children, key=lambda one: one.resident))
    return table


def of_process(pid: int) -> Memory:
    """As the kernel counts it."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    sizes = {name: int(size) / 1024 for name, size in re.findall(r"^(\w+): +(\d+) kB", text, re.MULTILINE)}
    return Memory(sizes["Rss"], sizes["Private_Dirty"] + sizes["Private_Clean"])


def _worker(world: BenchWorld) -> tuple[Memory, list[Memory]]:
    from config.celery import app

    command = [sys.executable, "-m", "celery", "-A", "config.celery:app", "worker", "-l", "INFO", "--concurrency", "2"]
    command += ["--without-gossip", "--without-mingle"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **world.environment, "CHORUS_LOG_LEVEL": "INFO"}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        deadline = time.monotonic() + READY
        while not app.control.ping(timeout=1.0):
            assert time.monotonic() < deadline, "the worker did not become ready"
        for entry in app.conf.beat_schedule.values():
            if isinstance(entry["schedule"], float) and entry["schedule"] <= OFTEN:
                app.send_task(entry["task"])
        time.sleep(ROUND)
        children = [of_process(int(pid)) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
        return of_process(process.pid), children
    finally:
        process.terminate()
        process.wait(timeout=30)


def _processes() -> list[tuple[int, bytes]]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append((int(path.parent.name), path.read_bytes().replace(b"\0", b" ")))
        except OSError:
            continue
    return found


def _add(table: Table, name: str, memory: Memory) -> None:
    table.add(name, memory.resident, memory.own)
