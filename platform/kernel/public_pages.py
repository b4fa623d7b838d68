"""What a page for readers without an account tells the cache in front of Django about itself (docs/adr/0009).

A view that is `public_page` and whose response is the same for everybody without a session may be kept. What it was made
from is the whole of the tenant's public state, unless the response `shows` certain subjects alone.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

V = TypeVar("V", bound=Callable[..., Any])
R = TypeVar("R")
HitCounter = Callable[[Mapping[UUID, int]], None]

_filling: ContextVar[bool] = ContextVar("filling_a_page", default=False)
_counters: dict[str, HitCounter] = {}


def public_page(view: V) -> V:
    """Let the edge keep this view's answers to readers without a session."""
    view.is_public_page = True  # type: ignore[attr-defined] # read by the edge when it resolves an address
    return view


def shows(response: R, *subjects: str) -> R:
    """Say that the page is made of these events' subjects ("topic:<id>") and of what changes every page, of nothing else."""
    response.shown_subjects = frozenset(subjects)  # type: ignore[attr-defined] # read by the edge
    return response


def counts_as(response: R, kind: str, ident: UUID) -> R:
    """Have each further delivery of the kept page counted by the counter of this kind."""
    response.counted = (kind, ident)  # type: ignore[attr-defined] # read by the edge
    return response


def provide_hit_counter(kind: str, counter: HitCounter) -> None:
    """Take deliveries of kept pages, a few seconds' worth at once, inside the tenant's context."""
    _counters[kind] = counter


def hit_counter(kind: str) -> HitCounter | None:
    """The counter of a kind, or None."""
    return _counters.get(kind)


def is_filling() -> bool:
    """Whether a page is being made that will be kept: copies that may lag behind the database must not be read."""
    return _filling.get()


@contextmanager
def filling() -> Iterator[None]:
    """Make a page that will be kept."""
    token = _filling.set(True)
    try:
        yield
    finally:
        _filling.reset(token)
