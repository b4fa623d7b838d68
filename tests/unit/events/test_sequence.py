"""Writers that commit at the same time: a reader never sees number n before n - 1."""

import threading

from django.db import connection

from events.log import read_after
from events.recording import recording
from kernel.actor import Actor
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.unit.events.facts import count
from tests.worlds import World

ACME = TENANTS["acme"]
WRITERS, EACH = 6, 40


def test_numbers_become_visible_in_order_and_without_holes(committed_world: World) -> None:
    alice = committed_world.actor("alice")
    start = threading.Barrier(WRITERS + 1)
    writers = [threading.Thread(target=_write, args=(alice, start, index)) for index in range(WRITERS)]
    for writer in writers:
        writer.start()
    start.wait()
    seen: list[int] = []
    while len(seen) < WRITERS * EACH:
        batch = read_after(ACME, len(seen), limit=1_000)
        # Asserted on every look, while the writers are at work: what is visible is a prefix.
        assert [event.seq for event in batch] == list(range(len(seen) + 1, len(seen) + len(batch) + 1))
        seen += [event.payload["number"] for event in batch]
        assert batch or any(writer.is_alive() for writer in writers) or read_after(ACME, len(seen), limit=1)
    for writer in writers:
        writer.join()
    assert sorted(seen) == sorted(index * 1_000 + number for index in range(WRITERS) for number in range(EACH))


def _write(alice: Actor, start: threading.Barrier, index: int) -> None:
    with tenant_context(ACME):
        start.wait()
        number = 0
        while number < EACH:
            size = min(1 + (index + number) % 3, EACH - number)
            with recording():
                for _ in range(size):
                    count(actor=alice, number=index * 1_000 + number)
                    number += 1
        connection.close()
