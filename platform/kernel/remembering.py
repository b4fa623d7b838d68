"""What one request has found out already: asked again and again while a page is made, true until it is done.

Outside a request (tasks, commands, sockets) nothing is remembered.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("memory_of_the_request", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember inside the block; it begins with nothing."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def recall(key: Hashable, find: Callable[[], T]) -> T:
    """What was found under this key, else what `find` says now; None is never remembered."""
    memory = _memory.get()
    if memory is None:
        return find()
    if key in memory:
        return cast("T", memory[key])
    found = find()
    if found is not None:
        memory[key] = found
    return found


def take(key: Hashable) -> Any:
    """What was found under this key, once: whoever asks again must look again."""
    memory = _memory.get()
    return memory.pop(key, None) if memory is not None else None


def forget(key: Hashable) -> None:
    """Something changed it."""
    memory = _memory.get()
    if memory is not None:
        memory.pop(key, None)
