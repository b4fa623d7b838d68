"""An import that is killed at any moment goes on, or begins again, and ends with what one that was left alone ends with."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from community.importers.running import STALE, work_on
from community.models import ImportRun, Post, Topic, Vote
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import require_tenant_id
from tests.architecture.house import ROOT
from tests.plugin import database_urls
from tests.unit.community.importing import AT, bring
from tests.worlds import World, in_globex

TOPICS, REPLIES = 1_500, 3


def lines() -> bytes:
    """Topics first and their posts far behind, so that each batch goes on with topics of another one."""
    rows: list[dict[str, Any]] = [
        {"type": "meta", "source": "old.example"},
        {"type": "space", "id": 1, "name": "Brewing"},
        *(
            {"type": "topic", "id": n, "space": 1, "title": f"No {n}", "author": n % 50, "created": AT, "kind": "question"}
            for n in range(TOPICS)
        ),
    ]
    for place in range(REPLIES + 1):
        for n in range(TOPICS):
            body = {"html": f"<p>{n}</p>"} if n % 2 else {"markdown": f"*{n}*"}
            ident = place * TOPICS + n
            rows.append(
                {"type": "post", "id": ident, "topic": n, "author": ident % 70, "created": AT, "accepted": place == 2, **body}
            )
    rows += [{"type": "vote", "post": n, "member": n % 30, "at": AT} for n in range(0, TOPICS * REPLIES, 7)]
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def state() -> list[Any]:
    topics = Topic.objects.order_by("imported_key")
    posts = Post.objects.order_by("imported_key")
    return [
        list(topics.values_list("imported_key", "reply_count", "last_position", "solution__imported_key", "score", "hidden_as")),
        list(posts.values_list("imported_key", "position", "html", "score", "vote_count", "topic__imported_key", "author__name")),
        Vote.objects.count(),
    ]


@pytest.mark.parametrize("line", [0, 2_000, 6_000], ids=lambda line: f"after line {line}")
def test_a_killed_import_ends_with_what_one_that_was_left_alone_ends_with(
    committed_world: World, tmp_path: Path, line: int
) -> None:
    path = tmp_path / "forum.jsonl"
    path.write_bytes(lines())
    with in_globex():
        assert bring(path).state == "done"
        whole = state()
    kill_once_it_is_beyond(path, line)
    run = ImportRun.objects.get()
    assert run.state == "running"
    assert run.line < path.read_bytes().count(b"\n")
    ImportRun.objects.update(beat_at=now() - STALE - timedelta(seconds=1))
    done = work_on(system_actor(require_tenant_id()), run.pk, seconds=600)
    assert done is not None
    assert (done.state, done.problem_count) == ("done", 0)
    assert state() == whole
    again = bring(path)
    assert [name for name in again.counts if name.startswith("new_")] == []
    assert state() == whole


def kill_once_it_is_beyond(path: Path, line: int) -> None:
    """`manage.py import_community` in a process of its own, until it has committed more than these lines and works on."""
    command = [sys.executable, "manage.py", "import_community", str(path), "--tenant", "acme"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env={**os.environ, **database_urls()}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 120
        while not ImportRun.objects.filter(size__gt=0, line__gte=line).exists():
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait()
