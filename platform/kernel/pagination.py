"""Keyset pages: a cursor names the last row seen, so page ten thousand costs what page one does."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import orjson
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from kernel.errors import InvalidError

T = TypeVar("T")
MAX_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows and the cursors of their neighbours; None where there is no further page."""

    items: Sequence[T]
    next_cursor: str | None = None
    previous_cursor: str | None = None

    def map(self, convert: Callable[[T], Any]) -> "Page[Any]":
        """The same page with each item converted."""
        return Page([convert(item) for item in self.items], self.next_cursor, self.previous_cursor)


class CursorError(InvalidError):
    """The page address is damaged; start from the first page."""

    code = "bad_cursor"
    message = _("The page address is damaged; start from the first page.")


def encode_cursor(values: Sequence[Any], *, backwards: bool = False) -> str:
    """A URL-safe cursor for the given ordering values."""
    raw = orjson.dumps([1 if backwards else 0, *[str(v) if not isinstance(v, int) else v for v in values]])
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_cursor(cursor: str, width: int) -> tuple[bool, list[Any]]:
    """(backwards, values) of a cursor; raises CursorError when it is not one of ours."""
    try:
        raw = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise CursorError from error
    if not isinstance(raw, list) or len(raw) != width + 1 or raw[0] not in (0, 1):
        raise CursorError
    if not all(_storable(value) for value in raw[1:]):
        raise CursorError
    return bool(raw[0]), raw[1:]


def _storable(value: object) -> bool:
    """Whether the database could hold it at all: a forged cursor must not become a failed query."""
    if isinstance(value, str):
        return "\x00" not in value
    return isinstance(value, int) and -(2**63) <= value < 2**63


def paginate(rows: QuerySet[Any, Any], *, order: Sequence[str], cursor: str | None, size: int = 25) -> Page[Any]:
    """One page of `rows` ordered by `order` ("-field" descends), which must end in a unique key.

    Rows may be instances or dicts from `.values()` that contain the ordering fields. Fields must not be null.
    """
    size = max(1, min(size, MAX_PAGE))
    backwards, values = decode_cursor(cursor, len(order)) if cursor else (False, [])
    names = [name.removeprefix("-") for name in order]
    descending = [name.startswith("-") != backwards for name in order]
    if values:
        rows = rows.filter(_after(names, descending, _typed(rows, names, values)))
    ordering = [("-" if down else "") + name for name, down in zip(names, descending, strict=True)]
    found = list(rows.order_by(*ordering)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, bool(values))

    def key(row: Any) -> list[Any]:
        return [_plain(row[name] if isinstance(row, dict) else getattr(row, name)) for name in names]

    return Page(
        items=found,
        next_cursor=encode_cursor(key(found[-1])) if found and has_next else None,
        previous_cursor=encode_cursor(key(found[0]), backwards=True) if found and has_previous else None,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _typed(rows: QuerySet[Any, Any], names: Sequence[str], values: Sequence[Any]) -> list[Any]:
    typed = []
    for name, value in zip(names, values, strict=True):
        try:
            counted = rows.query.annotations.get(name)
            field = rows.model._meta.get_field(name) if counted is None else counted.output_field
            converted = _instant(value) if field.get_internal_type() == "DateTimeField" else field.to_python(value)
        except Exception as error:
            raise CursorError from error
        if converted is None:
            raise CursorError
        typed.append(converted)
    return typed


def _instant(value: object) -> datetime | None:
    """In UTC: PostgreSQL refuses offsets that Python takes."""
    found = parse_datetime(str(value))
    return found.astimezone(UTC) if found is not None and found.tzinfo is not None else None


def _after(names: Sequence[str], descending: Sequence[bool], values: Sequence[Any]) -> Q:
    """(a, b, c) > (x, y, z) spelled as a >= x AND (a > x OR b > y OR ...), which PostgreSQL can start from an index."""
    condition = Q()
    for index in range(len(names) - 1, -1, -1):
        operator = "lt" if descending[index] else "gt"
        beyond = Q(**{f"{names[index]}__{operator}": values[index]})
        equal = Q(**{names[index]: values[index]})
        condition = beyond | (equal & condition) if condition else beyond
    first = "lte" if descending[0] else "gte"
    return Q(**{f"{names[0]}__{first}": values[0]}) & condition
