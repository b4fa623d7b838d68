"""Facts about moderation. Staff and moderators learn of the queue, members of what concerns themselves."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event

MODERATORS = "moderators"
"""Audience of everybody who works in the review queue."""


class ItemEvent(Event):
    """Something about one item of the queue."""

    item_id: UUID

    @property
    def subject(self) -> str:
        return f"review:{self.item_id}"

    @property
    def audience(self) -> str:
        return MODERATORS


class ItemOpened(ItemEvent):
    """Something waits for a judgement."""

    type: ClassVar[str] = "moderation.item_opened"
    lane: str


class ItemClaimed(ItemEvent):
    """Somebody works on it."""

    type: ClassVar[str] = "moderation.item_claimed"


class ItemReleased(ItemEvent):
    """It is free again."""

    type: ClassVar[str] = "moderation.item_released"


class ItemDecided(ItemEvent):
    """Somebody judged it."""

    type: ClassVar[str] = "moderation.item_decided"
    lane: str
    outcome: str


class ThingFlagged(ItemEvent):
    """A member pointed something out."""

    type: ClassVar[str] = "moderation.thing_flagged"
    flag_id: UUID
    reason: str


class FlagAgreed(Event):
    """Reviewers agreed with a member's flag."""

    type: ClassVar[str] = "moderation.flag_agreed"
    flag_id: UUID
    person_id: UUID

    @property
    def subject(self) -> str:
        return f"flag:{self.flag_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class DecisionEvent(Event):
    """Something about one statement of reasons; the member concerned is told by a notice."""

    decision_id: UUID
    person_id: UUID

    @property
    def subject(self) -> str:
        return f"decision:{self.decision_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class DecisionMade(DecisionEvent):
    """Content or an account was restricted."""

    type: ClassVar[str] = "moderation.decision_made"
    measure: str


class DecisionReversed(DecisionEvent):
    """The restriction was taken back."""

    type: ClassVar[str] = "moderation.decision_reversed"


class AppealEvent(DecisionEvent):
    """Something about one objection."""

    appeal_id: UUID

    @property
    def audience(self) -> str:
        return MODERATORS


class AppealMade(AppealEvent):
    """A member objects."""

    type: ClassVar[str] = "moderation.appeal_made"


class AppealDecided(AppealEvent):
    """Somebody else than the first decider answered it."""

    type: ClassVar[str] = "moderation.appeal_decided"
    outcome: str


class PenaltyEvent(Event):
    """Something about one account's silence or suspension."""

    penalty_id: UUID
    user_id: UUID

    @property
    def subject(self) -> str:
        return f"penalty:{self.penalty_id}"

    @property
    def audience(self) -> str:
        return MODERATORS


class PenaltyGiven(PenaltyEvent):
    """An account was silenced or suspended."""

    type: ClassVar[str] = "moderation.penalty_given"
    kind: str


class PenaltyLifted(PenaltyEvent):
    """Before its time."""

    type: ClassVar[str] = "moderation.penalty_lifted"


class RunEvent(Event):
    """Something about a judgement over many items."""

    run_id: UUID

    @property
    def subject(self) -> str:
        return f"run:{self.run_id}"

    @property
    def audience(self) -> str:
        return MODERATORS


class RunStarted(RunEvent):
    """Many items wait to be decided alike."""

    type: ClassVar[str] = "moderation.run_started"


class RunAdvanced(RunEvent):
    """Another batch is done."""

    type: ClassVar[str] = "moderation.run_advanced"
    done: int
    failed: int
    total: int


class RunUndone(RunEvent):
    """What a run decided waits again; so many of its items are left to be taken back."""

    type: ClassVar[str] = "moderation.run_undone"
    left: int


class RemovalEvent(Event):
    """Something about taking all of an account's contributions away."""

    removal_id: UUID

    @property
    def subject(self) -> str:
        return f"removal:{self.removal_id}"

    @property
    def audience(self) -> str:
        return MODERATORS


class RemovalStarted(RemovalEvent):
    """A sweep over an account's contributions began."""

    type: ClassVar[str] = "moderation.removal_started"


class RemovalAdvanced(RemovalEvent):
    """Another batch is out of sight."""

    type: ClassVar[str] = "moderation.removal_advanced"
    done: int
    total: int


class RemovalUndone(RemovalEvent):
    """What the sweep hid comes back."""

    type: ClassVar[str] = "moderation.removal_undone"


class RuleEvent(Event):
    """Something about a rule of the brand."""

    rule_id: UUID

    @property
    def subject(self) -> str:
        return f"rule:{self.rule_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class RuleChanged(RuleEvent):
    """A rule was made, changed, set to rest or removed."""

    type: ClassVar[str] = "moderation.rule_changed"


class AddressScreened(Event):
    """An address was put on, or taken off, the list."""

    type: ClassVar[str] = "moderation.address_screened"
    address_id: UUID

    @property
    def subject(self) -> str:
        return f"address:{self.address_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF
