"""Who looks at what somebody is about to publish, and what they may say. Without a screener everything is published."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a text came in: milliseconds from the form's opening to its sending, what stood in the field that people do not
    see, and a keyed hash of the client's address (never the address itself). `is_counted` is false where the way in has limits
    of its own."""

    typed_ms: int | None = None
    honeypot: str = ""
    address_hash: str = ""
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Submission:
    """A text on its way in. `kind` is one of CONTRIBUTIONS, "edit", or a part of something: poll, tag, translation, profile, page."""

    kind: str
    actor: Actor
    person_id: UUID
    space_id: UUID | None
    title: str
    body: str
    html: str
    language: str
    circumstances: Circumstances = field(default_factory=Circumstances)
    topic_id: UUID | None = None
    """The topic that a reply goes to."""


class Outcome(StrEnum):
    """What becomes of a submission."""

    PUBLISH = "publish"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome and, for hold and refuse, codes that say why; `message` is for the author of a refused text."""

    outcome: Outcome = Outcome.PUBLISH
    reasons: tuple[str, ...] = ()
    message: str = ""


CONTRIBUTIONS = frozenset({"topic", "post", "message"})
"""What stands by itself: written anew, counted among what its author wrote, and held when somebody has to look at it. An edit,
or a part of something else, is published or refused."""


class Screener(Protocol):
    """Answered by whoever moderates. Called inside the writing transaction: quick, and without the network."""

    def screen(self, submission: Submission) -> Verdict:
        """What becomes of this text."""


_screeners: list[Screener] = []


def provide_screener(screener: Screener) -> None:
    """Hand in the one that looks; called once from its app's ready()."""
    _screeners[:] = [screener]


def screen(submission: Submission) -> Verdict:
    """The screener's verdict; staff, moderators and the platform are not screened."""
    actor = submission.actor
    if not _screeners or actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM):
        return Verdict()
    return _screeners[0].screen(submission)
