"""Events that only these tests publish."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event
from events.recording import action, publish
from kernel.actor import Actor
from kernel.ids import uuid7


class Counted(Event):
    """Something was counted."""

    type: ClassVar[str] = "tests.counted"
    thing_id: UUID
    number: int

    @property
    def subject(self) -> str:
        return f"thing:{self.thing_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class Ignored(Counted):
    """Something that no subscriber wants."""

    type: ClassVar[str] = "tests.ignored"


@action
def count(*, actor: Actor, number: int) -> None:
    """Publish one fact."""
    publish(Counted(thing_id=uuid7(), number=number), actor=actor)


@action
def ignore(*, actor: Actor, number: int) -> None:
    """Publish one that nobody reads."""
    publish(Ignored(thing_id=uuid7(), number=number), actor=actor)


@action
def count_and_fail(*, actor: Actor, number: int) -> None:
    """Publish one fact and then fail."""
    publish(Counted(thing_id=uuid7(), number=number), actor=actor)
    raise ValueError(number)
