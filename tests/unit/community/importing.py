"""Small neutral files, and running them."""

from pathlib import Path
from typing import Any

import orjson

from community.actions.importing import start_import
from community.importers.running import work_on
from community.models.importing import ImportRun
from kernel.actor import system_actor
from kernel.ids import uuid7
from tenants.context import require_tenant_id

AT = "2020-05-01T10:00:00+00:00"

SMALL: list[dict[str, Any]] = [
    {"type": "meta", "format": "chorus-community", "version": 1, "source": "old.example"},
    {"type": "space", "id": "1", "name": "Brewing", "old_addresses": ["/forum/1"]},
    {"type": "space", "id": "2", "name": "Cellar", "parent": "1", "visibility": "private"},
    {"type": "space", "id": "3", "name": "Shelf", "parent": "2", "visibility": "public"},
    {"type": "member", "id": "7", "name": "Hanna", "joined": AT},
    {"type": "tag", "name": "hops", "description": "Green cones"},
    {"type": "topic", "id": "10", "space": "1", "kind": "question", "title": "How long?", "author": "7", "created": AT,
     "tags": ["hops", "Dry Yeast"], "views": 12, "old_addresses": ["/viewtopic.php?t=10"]},
    {"type": "post", "id": "100", "topic": "10", "author": "7", "created": AT, "markdown": "Mine *stopped*."},
    {"type": "post", "id": "101", "topic": "10", "author_name": "Old Friend", "created": "2020-05-02T10:00:00Z", "reply_to": "100",
     "html": "<h1>No</h1><p>Wait<script>x</script></p>", "score": 3, "accepted": True, "old_addresses": ["/viewtopic.php?p=101"]},
    {"type": "post", "id": "102", "topic": "10", "author": "8", "created": "2020-05-03T10:00:00Z", "markdown": "Spam", "hidden": True},
    {"type": "topic", "id": "11", "space": "2", "title": "Rent", "author": "7", "created": AT, "pinned": True, "closed": True},
    {"type": "post", "id": "110", "topic": "11", "author": "7", "created": AT, "markdown": "Due."},
    {"type": "vote", "post": "101", "member": "7", "at": AT},
    {"type": "redirect", "old": "/about.html", "space": "1"},
]  # fmt: skip


def write(path: Path, rows: list[Any]) -> Path:
    """The rows as JSON Lines; a string stands as it is."""
    path.write_bytes(b"".join((row.encode() if isinstance(row, str) else orjson.dumps(row)) + b"\n" for row in rows))
    return path


def bring(path: Path, *, format: str = "neutral", **options: Any) -> ImportRun:  # noqa: A002 - as everywhere
    """The run of this file, after one long sitting."""
    actor = system_actor(require_tenant_id())
    run = start_import(actor=actor, id=uuid7(), format=format, name=path.name, path=str(path), **options)
    done = work_on(actor, run.pk, seconds=600)
    assert done is not None
    return done
