"""Queries of the ORM that are composed and compiled once, for pages that ask the same with other values all day.

Composing a query set and compiling it to SQL costs Django some ten times what PostgreSQL needs to answer a look-up.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import Field, ForeignObject, Lookup, QuerySet

Asked = ParamSpec("Asked")
Row = TypeVar("Row")
_LARGEST = 2**63 - 1
"""No column holds a larger integer."""


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """`field__among=[…]`: one of a list, whose length is no part of the SQL as it is with `__in`."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*values, self.rhs]


def prepared(compose: Callable[Asked, "QuerySet[Any, Row]"]) -> Callable[Asked, list[Row]]:
    """Rows of the query set that the function composes, which is compiled once for each combination of its values' types.

    Values come by position: UUIDs, integers, texts, instants, None, or a list for `__among`; among nothing there is nothing, and no
    row has an integer that is larger than any column holds. Each must reach the SQL as a parameter; what the function decides by a
    value (but by its being None) is refused with TypeError when first asked. Whatever else it reads (a setting of the brand, the
    language, the clock) would stay as it was then, for every brand: pass it in.
    """
    plans: dict[tuple[type, ...], _Plan] = {}

    @functools.wraps(compose)
    def ask(*values: Asked.args, **named: Asked.kwargs) -> list[Row]:
        if named:
            raise TypeError(f"{compose.__name__} takes its values by position")
        if any(value == [] or (type(value) is int and abs(value) > _LARGEST) for value in values):
            return []
        key = tuple(map(type, values))
        plan = plans.get(key)
        if plan is None:
            plan = plans[key] = _plan(compose, values)
        rows = plan.rows(values)
        connection: Any = connections[rows.db]  # of our own backend
        with connection.planning_once():
            return list(rows)

    return ask


@dataclass(frozen=True, slots=True)
class _Plan:
    rows_of: "QuerySet[Any, Any]"
    compiler: Any
    sql: str
    parameters: Sequence[Any]
    places: Mapping[int, tuple[int, Callable[[Any], Any]]]
    """Which parameter is which value, and what the database's driver wants it made into."""

    def rows(self, values: Sequence[Any]) -> "QuerySet[Any, Any]":
        parameters = list(self.parameters)
        for place, (index, made) in self.places.items():
            parameters[place] = made(values[index])
        query = _twin(self.rows_of.query)
        query.get_compiler = functools.partial(self._compiler, parameters)
        asked: QuerySet[Any, Any] = _twin(self.rows_of)
        vars(asked)["_query"] = query  # by `query` it would forget what its rows are made into
        return asked

    def _compiler(self, parameters: list[Any], using: str, **_options: Any) -> Any:
        compiler = _twin(self.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda *_args, **_named: (self.sql, tuple(parameters))
        return compiler


def _plan(compose: Callable[..., "QuerySet[Any, Any]"], values: Sequence[Any]) -> _Plan:
    first, second = ([_stand_in(value, index, turn) for index, value in enumerate(values)] for turn in (0, 1))
    rows = compose(*first)
    compiler = rows.query.get_compiler(using=rows.db)
    sql, parameters = compiler.as_sql()
    other_sql, others = compose(*second).query.get_compiler(using=rows.db).as_sql()
    places = {place: found for place, one in enumerate(parameters) if (found := _found(one, first)) is not None}
    fixed, others_fixed = ([one for place, one in enumerate(every) if place not in places] for every in (parameters, others))
    missing = {index for index, value in enumerate(values) if value is not None} - {index for index, _ in places.values()}
    if sql != other_sql or fixed != others_fixed or missing:
        raise TypeError(f"{compose.__name__} does not pass each of its values on as a parameter, and nothing else of them")
    return _Plan(rows, compiler, sql, parameters, places)


def _stand_in(value: Any, index: int, turn: int) -> Any:
    """A value of the same type that nothing else in a query is."""
    number = 7_340_033 + 2 * index + turn
    if value is None:
        return None
    if isinstance(value, UUID):
        return UUID(int=number << 64)
    if type(value) is int:
        return number
    if isinstance(value, str):
        return f"stand-in-{number}"
    if isinstance(value, datetime):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    if isinstance(value, list):
        return [f"stand-in-{number}"]
    raise TypeError(f"a prepared query takes no {type(value).__name__}")


def _found(one: Any, stand_ins: Sequence[Any]) -> tuple[int, Callable[[Any], Any]] | None:
    """The value that this parameter stands for. Integers reach the driver in a type of their width, such as Int8."""
    for index, stand_in in enumerate(stand_ins):
        if stand_in is not None and isinstance(one, type(stand_in)) and one == stand_in:
            return index, _unchanged if type(one) is type(stand_in) else type(one)
    return None


def _unchanged(value: Any) -> Any:
    return value


def _twin(thing: Any) -> Any:
    """Another object with the same attributes; `copy.copy` would have a query set fetch its rows."""
    twin = thing.__class__.__new__(thing.__class__)
    twin.__dict__.update(thing.__dict__)
    return twin
