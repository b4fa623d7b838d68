"""Durable subscribers: in order, once in effect, through failures and crashes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from accounts.models.user import User
from events.base import Event
from events.drain import MOST_FAILURES, drain
from events.log import Recorded
from events.subscribers import Subscriber
from kernel.clock import now
from tests.plugin import TENANTS
from tests.unit.events.facts import Counted, count, ignore
from tests.worlds import World

ACME = TENANTS["acme"]


class Killed(BaseException):
    """The process dies here."""


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def subscriber(handle: Callable[[Event, Recorded], None]) -> Subscriber:
    return Subscriber("tests.reader", frozenset({Counted.type}), handle)


def add_to_name(event: Event, recorded: Recorded) -> None:
    """An effect in the database: the number is appended to Bob's name."""
    assert isinstance(event, Counted)
    bob = User.objects.get(handle="bob")
    bob.name += f",{event.number}"
    bob.save()


def bobs_name() -> str:
    return User.objects.get(handle="bob").name


def cursor_row() -> tuple[int, int, datetime | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, failures, retry_at FROM events_cursor WHERE subscriber = 'tests.reader'")
        return cursor.fetchone()  # type: ignore[no-any-return]


def test_events_are_handed_over_in_order_and_once(world: World) -> None:
    for number in range(5):
        count(actor=world.actor("alice"), number=number)
        ignore(actor=world.actor("alice"), number=number)
    reader = subscriber(add_to_name)
    assert drain(reader, ACME) == 10
    assert drain(reader, ACME) == 0
    assert bobs_name() == "Bob,0,1,2,3,4"


def test_a_process_killed_between_handler_and_commit_repeats_without_a_double_effect(committed_world: World) -> None:
    count(actor=committed_world.actor("alice"), number=1)

    def die_after_writing(event: Event, recorded: Recorded) -> None:
        add_to_name(event, recorded)
        raise Killed

    with pytest.raises(Killed):
        drain(subscriber(die_after_writing), ACME)
    assert bobs_name() == "Bob"

    drain(subscriber(add_to_name), ACME)
    assert bobs_name() == "Bob,1"


def test_a_failing_event_holds_up_those_behind_it_until_its_retry(world: World, clock: time_machine.Traveller) -> None:
    for number in (1, 2):
        count(actor=world.actor("alice"), number=number)
    broken = True

    def handle(event: Event, recorded: Recorded) -> None:
        if broken:
            raise ConnectionError("down")
        add_to_name(event, recorded)

    reader = subscriber(handle)
    assert drain(reader, ACME) == 0
    seq, failures, retry_at = cursor_row()
    assert (seq, failures) == (0, 1)
    assert retry_at == now() + timedelta(seconds=2)

    broken = False
    assert drain(reader, ACME) == 0
    clock.shift(timedelta(seconds=3))
    assert drain(reader, ACME) == 2
    assert bobs_name() == "Bob,1,2"
    assert cursor_row() == (2, 0, None)


def test_an_event_that_never_succeeds_is_parked_and_the_next_one_is_taken(world: World, clock: time_machine.Traveller) -> None:
    for number in (1, 2):
        count(actor=world.actor("alice"), number=number)

    def handle(event: Event, recorded: Recorded) -> None:
        if recorded.seq == 1:
            raise ValueError("poison")
        add_to_name(event, recorded)

    reader = subscriber(handle)
    for _ in range(MOST_FAILURES):
        drain(reader, ACME)
        clock.shift(timedelta(hours=1))

    assert bobs_name() == "Bob,2"
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, type, error FROM events_parked")
        assert cursor.fetchall() == [(1, "tests.counted", "ValueError: poison")]


def test_a_handler_publishes_into_the_same_transaction(world: World) -> None:
    count(actor=world.actor("alice"), number=1)

    def handle(event: Event, recorded: Recorded) -> None:
        ignore(actor=world.actor("alice"), number=2)

    assert drain(subscriber(handle), ACME) == 2
    assert cursor_row()[0] == 2


def test_a_release_that_no_longer_knows_a_type_passes_over_it(world: World) -> None:
    count(actor=world.actor("alice"), number=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT events_behind(%s)", [["tests.reader"]])
        assert len(cursor.fetchall()) == 1
    stale = Subscriber("tests.reader", frozenset({Counted.type}), add_to_name)
    drain(stale, ACME)
    with connection.cursor() as cursor:
        cursor.execute("SELECT events_behind(%s)", [["tests.reader"]])
        assert cursor.fetchall() == []
