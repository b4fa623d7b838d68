"""What the log holds."""

from typing import Any

from events.base import Event


def _rows(kind: type[Event]) -> list[Any]:
    from events.models import Event as Row

    return list(Row.objects.filter(type=kind.type))


def events_of(kind: type[Event]) -> list[Any]:
    return _rows(kind)


def audiences_of(kind: type[Event]) -> set[str]:
    return {row.audience for row in _rows(kind)}
