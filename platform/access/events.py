"""Facts about permission."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event, Touches


class GrantsChanged(Event):
    """What a person may see or do changed; open connections re-check before their next frame."""

    type: ClassVar[str] = "access.grants_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
    user_id: UUID

    @property
    def subject(self) -> str:
        return f"user:{self.user_id}"

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)
