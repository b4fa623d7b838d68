"""Bringing a durable subscriber up to the head of a tenant's log."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import connection

from events.base import event_class
from events.log import Recorded, read_after
from events.recording import recording
from events.subscribers import Subscriber
from kernel.clock import now

log = structlog.get_logger(__name__)
BATCH = 200
MOST_FAILURES = 12


def drain(subscriber: Subscriber, tenant_id: UUID, *, most: int = 5_000) -> int:
    """Hand over what is due, oldest first; returns how many events were passed. Stops at the first that fails.

    Cursor and the handler's own writes commit together, so those happen exactly once; what a handler does outside the
    database may happen again. A failing event is retried with growing pauses and parked after `MOST_FAILURES` tries.
    """
    passed = 0
    while passed < most:
        step = _step(subscriber, tenant_id)
        if step == 0:
            break
        passed += step
    return passed


def _step(subscriber: Subscriber, tenant_id: UUID) -> int:
    """One transaction: pass over uninteresting events up to and including the next interesting one."""
    due: Recorded | None = None
    try:
        with recording():
            seq = _lock_cursor(subscriber.name, tenant_id, at=now())
            if seq is None:
                return 0
            batch = read_after(tenant_id, seq, limit=BATCH)
            if not batch:
                return 0
            due = next((item for item in batch if item.type in subscriber.types), None)
            if due is not None:
                _handle(subscriber, due)
            last = due.seq if due is not None else batch[-1].seq
            _advance(subscriber.name, tenant_id, last)
            return last - seq
    except Exception as error:
        if due is None:
            raise
        log.warning("subscriber_failed", subscriber=subscriber.name, seq=due.seq, type=due.type, exc_info=True)
        return _note_failure(subscriber.name, tenant_id, due, error, at=now())


def _handle(subscriber: Subscriber, due: Recorded) -> None:
    kind = event_class(due.type)
    if kind is not None and kind.version == due.version:
        subscriber.handle(kind.from_payload(due.payload), due)
    else:
        log.warning("event_unknown", type=due.type, version=due.version, seq=due.seq)


def _lock_cursor(name: str, tenant_id: UUID, *, at: datetime) -> int | None:
    """The locked cursor's position; None when another worker has it or it waits for a retry."""
    _ensure_cursor(name, tenant_id)
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT seq FROM events_cursor WHERE tenant_id = %s AND subscriber = %s AND (retry_at IS NULL OR retry_at <= %s)
               FOR UPDATE SKIP LOCKED""",
            [tenant_id, name, at],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _ensure_cursor(name: str, tenant_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_cursor (tenant_id, subscriber) VALUES (%s, %s) ON CONFLICT DO NOTHING", [tenant_id, name]
        )


def _advance(name: str, tenant_id: UUID, seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE events_cursor SET seq = %s, failures = 0, retry_at = NULL, error = '' WHERE tenant_id = %s AND subscriber = %s",
            [seq, tenant_id, name],
        )


def _note_failure(name: str, tenant_id: UUID, due: Recorded, error: Exception, *, at: datetime) -> int:
    """Count the try; after the last one park the event and go on (returns how far), else wait (returns 0)."""
    text = f"{type(error).__name__}: {error}"[:2_000]
    with recording(), connection.cursor() as cursor:
        # The row may have been rolled back with the very first try.
        _ensure_cursor(name, tenant_id)
        cursor.execute(
            "SELECT seq, failures FROM events_cursor WHERE tenant_id = %s AND subscriber = %s FOR UPDATE", [tenant_id, name]
        )
        seq, failures = cursor.fetchone()
        if seq >= due.seq:
            return 0
        if failures + 1 >= MOST_FAILURES:
            cursor.execute(
                """INSERT INTO events_parked (tenant_id, subscriber, seq, type, error, parked_at) VALUES (%s, %s, %s, %s, %s, %s)
                   ON CONFLICT (tenant_id, subscriber, seq) DO UPDATE SET error = excluded.error, parked_at = excluded.parked_at""",
                [tenant_id, name, due.seq, due.type, text, at],
            )
            _advance(name, tenant_id, due.seq)
            return due.seq - int(seq)
        pause = timedelta(seconds=min(2 ** (failures + 1), 900))
        cursor.execute(
            "UPDATE events_cursor SET failures = failures + 1, retry_at = %s, error = %s WHERE tenant_id = %s AND subscriber = %s",
            [at + pause, text, tenant_id, name],
        )
    return 0
