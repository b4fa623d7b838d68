"""What operators see of the durable subscribers."""

from collections.abc import Iterator

import pytest
from prometheus_client import generate_latest

from events import subscribers
from events.base import Event
from events.drain import MOST_FAILURES, drain
from events.log import Recorded
from events.parked import retry_parked
from events.subscribers import Subscriber, subscribe
from kernel.clock import now
from tests.plugin import TENANTS
from tests.unit.events.facts import Counted, count
from tests.worlds import World

ACME = TENANTS["acme"]
NAME = "tests.watched"


class Switch:
    """Whether the subscriber below works."""

    broken = False


@pytest.fixture
def watched() -> Iterator[Subscriber]:
    @subscribe(NAME, Counted)
    def take(event: Event, recorded: Recorded) -> None:
        if Switch.broken:
            raise LookupError("broken")

    yield subscribers._subscribers[NAME]
    Switch.broken = False
    del subscribers._subscribers[NAME]


def figures() -> tuple[float, float, float]:
    """(behind, failing, parked) of the watched subscriber."""
    lines = [line for line in generate_latest().decode().splitlines() if f'subscriber="{NAME}"' in line]
    found = {line.split("{")[0]: float(line.rsplit(" ", 1)[1]) for line in lines}
    return found["chorus_events_behind"], found["chorus_events_failing"], found["chorus_events_parked"]


def test_what_is_not_read_counts_as_behind_until_it_is(world: World, watched: Subscriber) -> None:
    drain(watched, ACME)
    for number in range(3):
        count(actor=world.actor("alice"), number=number)
    assert figures() == (3, 0, 0)
    drain(watched, ACME)
    assert figures() == (0, 0, 0)


def test_an_event_that_fails_shows_and_once_given_up_is_parked_until_settled(world: World, watched: Subscriber) -> None:
    from events.models import Cursor

    drain(watched, ACME)
    count(actor=world.actor("alice"), number=1)
    Switch.broken = True
    drain(watched, ACME)
    assert figures() == (1, 1, 0)
    for _again in range(MOST_FAILURES - 1):
        Cursor.objects.filter(subscriber=NAME).update(retry_at=now())
        drain(watched, ACME)
    assert figures() == (0, 0, 1)
    Switch.broken = False
    retry_parked(tenant_id=ACME, subscriber=NAME, seq=Cursor.objects.get(subscriber=NAME).seq)
    assert figures() == (0, 0, 0)
