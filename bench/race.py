"""10,000 edits of one post against readers of its page on two web processes: how many answers are older than what was acknowledged."""

import json
import mmap
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.kept import ROOT
from bench.load.stale import STATE
from bench.server import web_server
from bench.small_forum import build_forum, build_topics
from bench.table import Table, quantile
from bench.world import BenchWorld
from tenants.context import tenant_context

EDITS, READERS = 10_000, 3


def run(world: BenchWorld, edits: int = EDITS) -> list[Table]:
    """Every edit is a transaction through the product's own action; readers ask without a pause."""
    from community.actions.editing import edit_post
    from community.addresses import topic_path
    from community.models.post import Post

    table = Table(
        f"Race: {edits:,} edits of one post against {READERS} readers without an account on two web processes",
        ["edits/s", "reads", "p50 ms", "p99 ms", "stale reads"],
        ratio_of="edits/s",
        limit="Each edit puts the page out of date, so a reader waits for one fill, or two when one was under way as it asked.",
    )
    tenant_id = world.tenants[3]
    with (
        tenant_context(tenant_id),
        web_server(world) as first,
        web_server(world) as second,
        tempfile.TemporaryDirectory() as folder,
    ):
        forum = build_forum(tenant_id)
        topic = build_topics(forum, 1, posts=19)[0]
        post_id = Post.objects.get(topic=topic, position=1).pk
        edit_post(actor=forum.author, post_id=post_id, body="edit 0 end")
        state = Path(folder) / "state"
        state.write_bytes(STATE.pack(0, 0))
        with state.open("r+b") as handle:
            shared = mmap.mmap(handle.fileno(), STATE.size)
        command = [
            sys.executable,
            "-m",
            "bench.load.stale",
            str(state),
            "bench-3.localhost",
            topic_path(topic.number, topic.slug),
        ]
        readers = [
            subprocess.Popen([*command, str(first), str(second)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
            for _ in range(READERS)
        ]
        started = time.perf_counter()
        for number in range(1, edits + 1):
            edit_post(actor=forum.author, post_id=post_id, body=f"edit {number} end")
            shared[:] = STATE.pack(number, 0)
        seconds = time.perf_counter() - started
        shared[:] = STATE.pack(edits, 1)
        answers = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    times = [value for answer in answers for value in answer["times"]]
    table.add("edits against readers", edits / seconds, len(times), quantile(times, 0.5) * 1e3, quantile(times, 0.99) * 1e3,
              sum(answer["stale"] for answer in answers))  # fmt: skip
    return [table]
