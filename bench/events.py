"""Event log: commits per second, one tenant and twenty, against the same transaction without the log."""

import threading
import time
from typing import ClassVar
from uuid import UUID

from bench.table import Table, quantile
from bench.world import BenchWorld
from events import audience
from events.base import Event
from kernel.ids import uuid7

SECONDS = 4.0


class Tick(Event):
    """An event of the benchmark."""

    type: ClassVar[str] = "bench.tick"
    thing_id: UUID

    @property
    def subject(self) -> str:
        return f"thing:{self.thing_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


def run(world: BenchWorld) -> list[Table]:
    """Rows: writers x tenants; baseline: one writer whose transaction writes one row and no event."""
    table = Table(
        "Event log: committed actions per second (each writes one row and publishes one event)",
        ["commits/s", "p50 ms", "p99 ms"],
        ratio_of="commits/s",
        limit=(
            "One tenant: the head row is locked from the last statement to the commit, so commits of one tenant queue behind one "
            "WAL flush at a time; many tenants share flushes (group commit) until the cores, which also run the writers, are full."
        ),
    )
    plans = [("1 writer, no event (baseline)", 1, 1, False), ("1 writer, 1 tenant", 1, 1, True), ("4 writers, no event, 1 tenant", 4, 1, False),
             ("4 writers, 1 tenant", 4, 1, True), ("4 writers, 20 tenants", 4, 20, True)]  # fmt: skip
    for name, writers, tenants, with_event in plans:
        rate, times = measure(world.tenants[:tenants], writers, with_event=with_event)
        table.add(name, rate, quantile(times, 0.5) * 1e3, quantile(times, 0.99) * 1e3)
    return [table]


def measure(tenants: list[UUID], writers: int, *, with_event: bool) -> tuple[float, list[float]]:
    """(commits per second, seconds of each commit) of `writers` threads for SECONDS."""
    stop = time.perf_counter() + SECONDS
    times: list[list[float]] = [[] for _ in range(writers)]

    def write(index: int) -> None:
        from django.db import connection

        from events.recording import publish, recording
        from kernel.actor import system_actor
        from tenants.context import tenant_context
        from tenants.numbers import next_number

        turn = index
        while (start := time.perf_counter()) < stop:
            tenant_id = tenants[turn % len(tenants)]
            turn += 1
            with tenant_context(tenant_id), recording():
                next_number(f"bench-{index}")
                if with_event:
                    publish(Tick(thing_id=uuid7()), actor=system_actor(tenant_id))
            times[index].append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=write, args=(index,)) for index in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    flat = [value for each in times for value in each]
    return len(flat) / SECONDS, flat
