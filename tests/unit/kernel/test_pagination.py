"""Pages by key: nothing twice, nothing left out, whatever arrives in between."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.pagination import CursorError, decode_cursor, encode_cursor, paginate
from people.models import Person
from tests.worlds import World

START = datetime(2026, 1, 1, tzinfo=UTC)
ORDERS = [["name_key", "id"], ["-created_at", "-id"], ["created_at", "-id"], ["-name_key", "created_at", "id"]]


def make(minute: int, name: str) -> Person:
    return Person.objects.create(name=name, created_at=START + timedelta(minutes=minute))


def walk(order: list[str], size: int) -> tuple[list[Any], list[Any]]:
    """Ids on the way forth, and on the way back from the last page."""
    forth, cursor = [], None
    while True:
        page = paginate(Person.objects.all(), order=order, cursor=cursor, size=size)
        forth.append([person.pk for person in page.items])
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    back, cursor = [forth[-1]], page.previous_cursor
    while cursor is not None:
        page = paginate(Person.objects.all(), order=order, cursor=cursor, size=size)
        back.insert(0, [person.pk for person in page.items])
        cursor = page.previous_cursor
    return forth, back


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc")), max_size=12),
    order=st.sampled_from(ORDERS),
    size=st.integers(1, 5),
)
def test_pages_hold_every_row_once_in_order_forth_and_back(
    world: World, rows: list[tuple[int, str]], order: list[str], size: int
) -> None:
    example = transaction.savepoint()
    for minute, name in rows:
        make(minute, name)
    expected = list(Person.objects.order_by(*order).values_list("pk", flat=True))
    forth, back = walk(order, size)
    assert [key for page in forth for key in page] == expected
    assert [key for page in back for key in page] == expected
    transaction.savepoint_rollback(example)


def test_a_row_that_arrives_in_between_moves_nothing(world: World) -> None:
    for minute in range(4):
        make(minute, "a")
    first = paginate(Person.objects.all(), order=["-created_at", "-id"], cursor=None, size=2)
    make(9, "late")
    second = paginate(Person.objects.all(), order=["-created_at", "-id"], cursor=first.next_cursor, size=2)
    assert [person.created_at.minute for person in [*first.items, *second.items]] == [3, 2, 1, 0]


TEXT = st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.one_of(st.integers(-(2**40), 2**40), TEXT), min_size=1, max_size=4), st.booleans())
def test_a_cursor_says_what_was_put_into_it(values: list[int | str], backwards: bool) -> None:
    assert decode_cursor(encode_cursor(values, backwards=backwards), len(values)) == (backwards, values)


@pytest.mark.parametrize(
    "cursor", ["", "!", "bm90IGpzb24", "WzIsMSwxXQ", "WzAsMV0", "W10", "eyJhIjoxfQ", "WzAsbnVsbCxudWxsXQ"], ids=str
)
def test_a_damaged_cursor_is_a_clear_error(cursor: str) -> None:
    with pytest.raises(CursorError):
        decode_cursor(cursor, 2)


@pytest.mark.parametrize("value", ["a\x00b", 2**63], ids=["zero byte", "beyond every column"])
def test_a_cursor_with_what_no_row_can_hold_is_a_clear_error(value: str | int) -> None:
    with pytest.raises(CursorError):
        decode_cursor(encode_cursor([value]), 1)


@pytest.mark.parametrize(
    "values",
    [["not a time", "x"], ["2026-01-01T00:00:00Z", "no uuid"], ["2026-01-01T00:00:00", str(UUID(int=1))]],
    ids=["time", "id", "time without a zone"],
)
def test_a_cursor_with_values_of_another_kind_is_a_clear_error(world: World, values: list[str]) -> None:
    with pytest.raises(CursorError):
        paginate(Person.objects.all(), order=["-created_at", "-id"], cursor=encode_cursor(values), size=2)
