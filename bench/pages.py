"""A topic page with 20 posts for readers without an account: requests per second, warm and cold."""

import json
import subprocess
import sys

from bench.forum import build_forum, build_topics
from bench.server import web_server
from bench.table import Table, quantile
from bench.world import ROOT, BenchWorld
from community.addresses import topic_path
from tenants.context import tenant_context

SECONDS, TOPICS = 5.0, 60


def run(world: BenchWorld) -> list[Table]:
    """Baseline: /healthz, the cheapest answer of the same server. Cold: each topic for the first time in a new process."""
    table = Table(
        "Anonymous topic page with 20 posts (one web process)",
        ["requests/s", "p50 ms", "p99 ms"],
        ratio_of="requests/s",
        limit="Rendering is Python on one core: queries, template, middleware. There is no page cache yet; the load shares the cores.",
    )
    tenant_id = world.tenants[2]
    with tenant_context(tenant_id):
        forum = build_forum(tenant_id)
        paths = [topic_path(topic.number, topic.slug) for topic in build_topics(forum, TOPICS, posts=19)]
    with web_server(world) as port:
        cold = fetch(port, 1, 0, paths)
        for name, connections, addresses in (
            ("/healthz (baseline)", 1, ["/healthz"]),
            ("topic page, warm, 1 connection", 1, paths[:1]),
            ("topic page, warm, 8 connections", 8, paths[:1]),
            ("60 topics in turn, 8 connections", 8, paths),
        ):
            times = fetch(port, connections, SECONDS, addresses)
            table.add(name, len(times) / SECONDS, quantile(times, 0.5) * 1e3, quantile(times, 0.99) * 1e3)
        table.add("topic page, cold, 1 connection", len(cold) / sum(cold), quantile(cold, 0.5) * 1e3, quantile(cold, 0.99) * 1e3)
    return [table]


def fetch(port: int, connections: int, seconds: float, paths: list[str]) -> list[float]:
    """Seconds of each answer, as a process of its own saw them."""
    command = [sys.executable, "-m", "bench.load.fetch", str(port), "bench-2.localhost", str(connections), str(seconds), *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    times: list[float] = json.loads(done.stdout)
    return times
