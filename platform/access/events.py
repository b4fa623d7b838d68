"""Facts about permission."""

from typing import ClassVar

from events.base import AccountEvent, Touches


class GrantsChanged(AccountEvent):
    """What a person may see or do changed; open connections re-check before their next frame."""

    type: ClassVar[str] = "access.grants_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
