"""What an event is: a past-tense fact with ids, frozen, versioned, closed to unknown fields."""

from enum import StrEnum
from typing import ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from events import audience

_registry: dict[str, type["Event"]] = {}


class Touches(StrEnum):
    """Which pages for readers without an account may look different after an event (docs/adr/0009)."""

    EVERYTHING = "everything"
    """Any page: names, settings, spaces."""
    SUBJECT = "subject"
    """The pages of its subject, and every list."""
    NOTHING = "nothing"
    """None: it concerns staff, or one account alone."""


class Event(BaseModel):
    """Base of every event. Fields hold ids, numbers and short codes, never text that a person wrote.

    `type` is "<app>.<past_tense>". `audience` says who may ever see it (see `events.audience`), decided here and now, not
    at the last hop; `subject` is the thing it happened to. Both are computed from the fields.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClassVar[str]
    version: ClassVar[int] = 1
    changes_access: ClassVar[bool] = False
    """Whether anybody's view of a container may differ afterwards: every open connection of the tenant re-checks."""
    touches: ClassVar[Touches] = Touches.EVERYTHING
    """Which kept pages are out of date afterwards. Say less than everything only when it is certain."""

    @property
    def subject(self) -> str:
        """ "<kind>:<id>" of what this happened to."""
        raise NotImplementedError(f"{type(self).__name__} names no subject")

    @property
    def audience(self) -> str:
        """Who may learn of it."""
        raise NotImplementedError(f"{type(self).__name__} names no audience")

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        kind = cls.__dict__.get("type")
        if kind is None:
            return
        known = _registry.setdefault(kind, cls)
        if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
            raise TypeError(f"two events call themselves {kind}")

    @classmethod
    def from_payload(cls, payload: dict[str, object]) -> Self:
        """The event from its stored payload."""
        return cls.model_validate(payload)


class AccountEvent(Event):
    """Base of what happens to one account; it goes to that account, unless a class of it says otherwise."""

    user_id: UUID

    @property
    def subject(self) -> str:
        return f"user:{self.user_id}"

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)


def list_event_classes() -> list[type[Event]]:
    """Every event that this installation knows, by type."""
    return [_registry[key] for key in sorted(_registry)]


def event_class(kind: str) -> type[Event] | None:
    """The class of a stored type, or None when this release no longer knows it."""
    return _registry.get(kind)
