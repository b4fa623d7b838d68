"""What messaging asks of the rooms above: who may begin to write, and who looks at what is sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a text came in: milliseconds from the form's opening to its sending, what stood in the field that people do not
    see, and a keyed hash of the client's address."""

    typed_ms: int | None = None
    honeypot: str = ""
    address_hash: str = ""


@dataclass(frozen=True, slots=True)
class MessageSubmission:
    """A message on its way in. `is_first` is the one that begins to talk with somebody."""

    actor: Actor
    person_id: UUID
    body: str
    html: str
    is_first: bool
    circumstances: Circumstances = field(default_factory=Circumstances)


class MessageScreener(Protocol):
    """Answered by whoever moderates, inside the writing transaction: quick, and without the network.

    A message is sent or refused, never held: a held one would have to be read by somebody whom it was not written to.
    """

    def refusal(self, submission: MessageSubmission) -> str:
        """Why this message is not sent, for its author to read; empty when it is."""


class Gatekeeper(Protocol):
    """Answered by whoever knows abilities and limits."""

    def may_begin(self, actor: Actor) -> bool:
        """Whether the actor may begin to write to members."""

    def count(self, actor: Actor) -> None:
        """Count one beginning of a talk; raises TooManyError."""


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message as moderation and exports see it."""

    id: UUID
    exchange_id: UUID
    position: int
    title: str
    body: str
    html: str
    author_id: UUID | None
    created_at: datetime
    hidden_as: str


_screeners: list[MessageScreener] = []
_gatekeepers: list[Gatekeeper] = []


def provide_message_screener(screener: MessageScreener) -> None:
    """Hand in who looks at messages; called once from its app's ready()."""
    _screeners[:] = [screener]


def provide_gatekeeper(gatekeeper: Gatekeeper) -> None:
    """Hand in who knows who may begin; called once from its app's ready()."""
    _gatekeepers[:] = [gatekeeper]


def is_trusted(actor: Actor) -> bool:
    """Staff, moderators and the platform are neither counted nor screened."""
    return actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM)


def refusal_of(submission: MessageSubmission) -> str:
    """Why this message is not sent, or nothing."""
    return "" if not _screeners or is_trusted(submission.actor) else _screeners[0].refusal(submission)


def may_begin(actor: Actor) -> bool:
    """Whether the actor's level allows to begin; members of level 1 while nobody knows better."""
    if is_trusted(actor):
        return True
    return _gatekeepers[0].may_begin(actor) if _gatekeepers else actor.level >= 1


def count_beginning(actor: Actor) -> None:
    """Count one; raises TooManyError."""
    if _gatekeepers and not is_trusted(actor):
        _gatekeepers[0].count(actor)
