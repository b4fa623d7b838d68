"""From the commit of a reply to the sockets of others, at 100 and 500 of them."""

import json
import subprocess
import sys
import time
from typing import Any

from bench.kept import ROOT
from bench.server import web_server
from bench.small_forum import Forum, build_forum, build_topics
from bench.table import Table, quantile
from bench.world import BenchWorld
from kernel.ids import uuid7
from tenants.context import tenant_context

EVENTS = 150
PAUSE_SECONDS = 0.1


def run(world: BenchWorld) -> list[Table]:
    """Baseline: 10 sockets. The time is from the commit's return in the writer to the frame's arrival in the listener."""
    table = Table(
        f"Live connection: commit of a reply to the frame at the other sockets ({EVENTS} events, {1 / PAUSE_SECONDS:.0f} a second)",
        ["p50 ms", "p99 ms", "last socket p50 ms", "lost"],
        ratio_of="p50 ms",
        limit=(
            "The path is commit, Redis hint, one read of the log, one write per socket. At 500 sockets the listener, a Python process "
            "on the same machine, reads 5,000 frames a second beside the server."
        ),
    )
    tenant_id = world.tenants[0]
    with tenant_context(tenant_id), web_server(world) as port:
        forum = build_forum(tenant_id)
        for sockets in (10, 100, 500):
            topic = build_topics(forum, 1, posts=1)[0]
            times, last, lost = measure(forum, topic, port, sockets)
            table.add(
                f"{sockets} sockets" + (" (baseline)" if sockets == 10 else ""),
                quantile(times, 0.5),
                quantile(times, 0.99),
                quantile(last, 0.5),
                lost,
            )
    return [table]


def measure(forum: Forum, topic: Any, port: int, sockets: int) -> tuple[list[float], list[float], int]:
    """(milliseconds of each delivery, milliseconds until the last socket of each event, deliveries that never came)."""
    command = [
        sys.executable,
        "-m",
        "bench.load.listen",
        str(port),
        "bench-0.localhost",
        f"topic:{topic.pk}",
        str(sockets),
        str(EVENTS),
    ]
    listener = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert listener.stdout is not None
    assert listener.stdout.readline().strip() == "ready"
    committed = write(forum, topic)
    arrivals: dict[str, list[int]] = json.loads(listener.stdout.readline())
    listener.wait(timeout=30)
    times = [(stamp - committed[post]) / 1e6 for post, stamps in arrivals.items() for stamp in stamps]
    last = [(max(stamps) - committed[post]) / 1e6 for post, stamps in arrivals.items()]
    return times, last, sockets * EVENTS - len(times)


def write(forum: Forum, topic: Any) -> dict[str, int]:
    """Post EVENTS replies; returns when each was committed, before anything else learned of it."""
    from django.db import transaction

    from community.actions.replies import post_reply
    from events.recording import recording

    committed: dict[str, int] = {}
    for _ in range(EVENTS):
        post_id = uuid7()
        with recording():
            post_reply(actor=forum.helper, topic_id=topic.pk, body="A short answer.", id=post_id)
            transaction.on_commit(lambda post_id=post_id: committed.update({str(post_id): time.monotonic_ns()}))  # type: ignore[misc] # the default binds
        time.sleep(PAUSE_SECONDS)
    return committed
