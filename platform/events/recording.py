"""`@action`: one user intent, one transaction, and the events it published written as its very last statements.

The tenant's head row is locked from its update until the commit, so the order in which events become visible is the
order of their numbers and there are no holes (docs/adr/0003). Writing it last keeps that lock as short as it can be.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from events.base import Event
from events.log import append
from kernel.actor import Actor
from kernel.clock import now
from kernel.ids import uuid7

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Published:
    """An event on its way into the log."""

    id: UUID
    tenant_id: UUID
    actor_id: UUID | None
    at: datetime
    event: Event


_pending: ContextVar[list[Published] | None] = ContextVar("pending_events", default=None)


class PublishedOutsideActionError(RuntimeError):
    """publish() was called where nothing would write the event."""


def publish(event: Event, *, actor: Actor, at: datetime | None = None) -> None:
    """Note an event; it is written when the outermost action ends and forgotten when this one fails."""
    pending = _pending.get()
    if pending is None:
        raise PublishedOutsideActionError(f"{event.type} was published outside an @action")
    pending.append(Published(uuid7(), actor.tenant_id, actor.user_id, at or now(), event))


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run in a transaction (a savepoint inside another action) and record what it publishes."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with recording():
            return function(*args, **kwargs)

    run.is_action = True  # type: ignore[attr-defined] # read by the architecture tests
    return run


@contextmanager
def recording() -> Iterator[None]:
    """The body of `action`, for the few places that are not one function (draining, imports in batches)."""
    outer = _pending.get()
    if outer is None:
        token = _pending.set([])
        try:
            with transaction.atomic():
                yield
                append(_pending.get() or [])
        finally:
            _pending.reset(token)
        return
    mark = len(outer)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del outer[mark:]
        raise
