"""Durable subscribers: each reads every tenant's log in order, at least once, with a cursor of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from events.base import Event
from events.log import Recorded

Handler = Callable[[Event, Recorded], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A named reader of some event types. Its handler runs in the tenant's context, inside one transaction an event."""

    name: str
    types: frozenset[str]
    handle: Handler


_subscribers: dict[str, Subscriber] = {}


def subscribe(name: str, *events: type[Event]) -> Callable[[Handler], Handler]:
    """Register a durable subscriber; the name is the key of its cursor, so it must never change."""

    def register(handler: Handler) -> Handler:
        known = _subscribers.get(name)
        if known is not None and known.handle.__module__ != handler.__module__:
            raise ValueError(f"two subscribers call themselves {name}")
        _subscribers[name] = Subscriber(name, frozenset(event.type for event in events), handler)
        return handler

    return register


def list_subscribers() -> list[Subscriber]:
    """All durable subscribers, by name."""
    return [_subscribers[name] for name in sorted(_subscribers)]


def get_subscriber(name: str) -> Subscriber | None:
    """The subscriber of this name, or None after a release that dropped it."""
    return _subscribers.get(name)
