"""Facts about what a brand recognises. What concerns a member (levels, badges) is told by `community.events`."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import AccountEvent, Event


class BadgeChanged(Event):
    """A badge was made, changed, switched off or on."""

    type: ClassVar[str] = "recognition.badge_changed"
    badge_id: UUID

    @property
    def subject(self) -> str:
        return f"badge:{self.badge_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class SpaceWeightsChanged(Event):
    """Deeds in a space are worth something else now."""

    type: ClassVar[str] = "recognition.space_weights_changed"
    space_id: UUID

    @property
    def subject(self) -> str:
        return f"space:{self.space_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class RankingChosen(AccountEvent):
    """A member left the leaderboards or came back."""

    type: ClassVar[str] = "recognition.ranking_chosen"
    is_ranked: bool
