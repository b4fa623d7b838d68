"""What an action publishes is in the log if and only if the action succeeded."""

from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from events import log
from events.log import open_head, read_after, read_head, read_heads
from events.recording import PublishedOutsideActionError, action, publish
from kernel.ids import uuid7
from tests.plugin import TENANTS
from tests.unit.events.facts import Counted, count, count_and_fail
from tests.worlds import World, in_globex

ACME = TENANTS["acme"]


def numbers(tenant_id: UUID = ACME) -> list[int]:
    """The numbers counted so far, in the log's order; its own numbers have no hole."""
    recorded = read_after(tenant_id, 0, limit=1_000)
    assert [event.seq for event in recorded] == list(range(1, len(recorded) + 1))
    return [event.payload["number"] for event in recorded]


def test_an_event_is_numbered_and_keeps_who_when_and_for_whom(world: World) -> None:
    alice = world.actor("alice")
    count(actor=alice, number=7)
    (event,) = read_after(ACME, 0, limit=10)
    assert (event.seq, event.type, event.audience, event.actor_id) == (1, "tests.counted", "staff", alice.user_id)
    assert event.payload["number"] == 7
    assert event.at.tzinfo is not None


def test_an_action_that_fails_leaves_no_event(world: World) -> None:
    with pytest.raises(ValueError, match="1"):
        count_and_fail(actor=world.actor("alice"), number=1)
    count(actor=world.actor("alice"), number=2)
    assert numbers() == [2]


def test_a_savepoint_that_is_rolled_back_takes_its_events_with_it(world: World) -> None:
    alice = world.actor("alice")

    @action
    def outer() -> None:
        count(actor=alice, number=1)
        with suppress(ValueError):
            count_and_fail(actor=alice, number=2)
        count(actor=alice, number=3)

    outer()
    assert numbers() == [1, 3]


def test_an_outer_action_that_fails_takes_the_inner_ones_with_it(world: World) -> None:
    alice = world.actor("alice")

    @action
    def outer() -> None:
        count(actor=alice, number=1)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - it has no text
        outer()
    assert numbers() == []


def test_publishing_outside_an_action_is_a_mistake(world: World) -> None:
    with pytest.raises(PublishedOutsideActionError, match=r"tests\.counted"):
        publish(Counted(thing_id=uuid7(), number=1), actor=world.actor("alice"))


def test_tenants_count_apart_and_do_not_see_each_other(world: World) -> None:
    count(actor=world.actor("alice"), number=1)
    with in_globex():
        count(actor=world.actor("charlie"), number=2)
        assert numbers(TENANTS["globex"]) == [2]
        assert numbers(ACME) == []
    assert numbers() == [1]


def test_the_end_of_a_log_that_never_began_has_an_epoch(world: World) -> None:
    assert read_head(ACME) is None
    assert open_head(ACME) == open_head(ACME) == read_head(ACME)
    assert open_head(ACME).seq == 0


def test_heads_of_many_tenants_are_read_at_once(world: World) -> None:
    count(actor=world.actor("alice"), number=1)
    heads = read_heads([ACME, TENANTS["globex"]])
    assert {tenant: head.seq for tenant, head in heads.items()} == {ACME: 1}


def test_listeners_hear_of_a_commit_and_one_that_fails_harms_nobody(
    world: World, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[UUID, int, frozenset[str]]] = []

    def fail(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(log, "_listeners", [fail, lambda *hint: heard.append(hint)])
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        count(actor=world.actor("alice"), number=1)
    assert heard == [(ACME, 1, frozenset({"tests.counted"}))]
