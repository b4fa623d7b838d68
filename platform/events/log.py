"""Writing to and reading from the log."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
import structlog
from django.db import connection, transaction
from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from events.recording import Published

log = structlog.get_logger(__name__)
CommitListener = Callable[[UUID, int, frozenset[str]], None]
_listeners: list[CommitListener] = []
_COLUMNS = "seq, id, at, type, version, subject, actor_id, audience, payload"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as it stands in the log."""

    seq: int
    id: UUID
    at: datetime
    type: str
    version: int
    subject: str
    actor_id: UUID | None
    audience: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a tenant's log; `pruned_seq` is the last number that can no longer be replayed."""

    seq: int
    epoch: UUID
    pruned_seq: int


def on_commit_of_events(listener: CommitListener) -> None:
    """Call `listener(tenant_id, head, types)` after each commit that wrote events; it may fail without harm."""
    if listener not in _listeners:
        _listeners.append(listener)


def append(published: "Sequence[Published]") -> None:
    """Number and write events as the last statements of the current transaction; hint listeners after the commit."""
    by_tenant: dict[UUID, list[Published]] = defaultdict(list)
    for item in published:
        by_tenant[item.tenant_id].append(item)
    for tenant_id in sorted(by_tenant):
        _append_for(tenant_id, by_tenant[tenant_id])


def _append_for(tenant_id: UUID, published: "Sequence[Published]") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO events_tenanthead (tenant_id, seq) VALUES (%s, %s)
               ON CONFLICT (tenant_id) DO UPDATE SET seq = events_tenanthead.seq + excluded.seq RETURNING seq""",
            [tenant_id, len(published)],
        )
        head = int(cursor.fetchone()[0])
        first = head - len(published) + 1
        rows: list[Any] = [
            (
                tenant_id,
                first + index,
                item.id,
                item.at,
                item.event.type,
                item.event.version,
                item.event.subject,
                item.actor_id,
                item.event.audience,
                Jsonb(item.event.model_dump(mode="json")),
            )
            for index, item in enumerate(published)
        ]
        cursor.executemany(
            """INSERT INTO events_event (tenant_id, seq, id, at, type, version, subject, actor_id, audience, payload)
               VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
            rows,
        )
    types = frozenset(item.event.type for item in published)
    transaction.on_commit(lambda: _hint(tenant_id, head, types))


def _hint(tenant_id: UUID, head: int, types: frozenset[str]) -> None:
    for listener in _listeners:
        try:
            listener(tenant_id, head, types)
        except Exception:
            log.warning("event_hint_failed", listener=getattr(listener, "__qualname__", repr(listener)), exc_info=True)


def read_head(tenant_id: UUID) -> Head | None:
    """The end of the tenant's log, or None when nothing ever happened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, epoch, pruned_seq FROM events_tenanthead WHERE tenant_id = %s", [tenant_id])
        row = cursor.fetchone()
    return Head(*row) if row else None


def open_head(tenant_id: UUID) -> Head:
    """The end of the tenant's log, made at zero when nothing ever happened: a reader needs its epoch from the start."""
    head = read_head(tenant_id)
    if head is None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO events_tenanthead (tenant_id) VALUES (%s) ON CONFLICT DO NOTHING", [tenant_id])
        head = read_head(tenant_id)
    assert head is not None
    return head


def read_heads(tenant_ids: Sequence[UUID]) -> dict[UUID, Head]:
    """The ends of these tenants' logs in one query, from outside any tenant's context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id, seq, epoch, pruned_seq FROM events_heads(%s)", [list(tenant_ids)])
        return {row[0]: Head(*row[1:]) for row in cursor.fetchall()}


def read_after(tenant_id: UUID, seq: int, *, limit: int, until: int | None = None) -> list[Recorded]:
    """Up to `limit` events numbered seq+1 and on (to `until` inclusive), in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM events_event WHERE tenant_id = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT %s",
            [tenant_id, seq, until if until is not None else 2**62, limit],
        )
        # Django hands jsonb over as text on plain cursors.
        return [Recorded(*(*row[:-1], orjson.loads(row[-1]))) for row in cursor.fetchall()]
