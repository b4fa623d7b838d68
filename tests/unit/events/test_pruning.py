"""What is old goes, unless somebody still has to read it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from events.log import read_after, read_head
from events.subscribers import list_subscribers
from events.tasks import housekeep
from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.plugin import TENANTS, database_urls

ACME = TENANTS["acme"]
WEEK = "events_event_20250106"


@pytest.fixture
def owner(transactional_db: None) -> Iterator[Any]:
    """The owner's connection; a week of January 2025 lies in a partition of its own."""
    with psycopg.connect(database_urls()["CHORUS_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE TABLE {WEEK} PARTITION OF events_event FOR VALUES FROM ('2025-01-06Z') TO ('2025-01-13Z')")
        yield connection
        connection.execute(f"DROP TABLE IF EXISTS {WEEK}")


def write(owner: Any, seq: int, at: str, tenant_id: UUID = ACME) -> None:
    """An event as it was written then."""
    owner.execute(
        "INSERT INTO events_event (tenant_id, seq, at, id, type, version, subject, audience, payload) VALUES (%s, %s, %s, %s, 'x.y', 1, 'x:1', 'staff', '{}')",
        [tenant_id, seq, at, uuid7()],
    )
    owner.execute(
        "INSERT INTO events_tenanthead (tenant_id, seq) VALUES (%s, %s) ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq",
        [tenant_id, seq],
    )


def read_by_all(owner: Any, seq: int) -> None:
    """Every durable subscriber is this far."""
    for subscriber in list_subscribers():
        owner.execute(
            "INSERT INTO events_cursor (tenant_id, subscriber, seq) VALUES (%s, %s, %s) ON CONFLICT (tenant_id, subscriber) DO UPDATE SET seq = excluded.seq",
            [ACME, subscriber.name, seq],
        )


def numbers() -> list[int]:
    """What can still be replayed."""
    with tenant_context(ACME):
        return [item.seq for item in read_after(ACME, 0, limit=10)]


def test_an_old_week_that_all_have_read_is_dropped_and_noted(owner: Any) -> None:
    write(owner, 1, "2025-01-07Z")
    write(owner, 2, "2124-01-07Z")
    read_by_all(owner, 2)
    housekeep()
    assert numbers() == [2]
    with tenant_context(ACME):
        head = read_head(ACME)
    assert head is not None
    assert (head.seq, head.pruned_seq) == (2, 1)


def test_an_old_week_that_somebody_must_still_read_stays(owner: Any) -> None:
    write(owner, 1, "2025-01-07Z")
    write(owner, 2, "2025-01-08Z")
    read_by_all(owner, 1)
    housekeep()
    assert numbers() == [1, 2]


def test_a_backdated_event_outside_any_week_goes_by_the_same_rules(owner: Any) -> None:
    write(owner, 1, "2020-05-05Z")
    write(owner, 2, "2020-05-06Z")
    read_by_all(owner, 1)
    housekeep()
    assert numbers() == [2]
