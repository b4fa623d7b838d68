"""Facts about accounts: ids and roles, never names or addresses."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


class UserEvent(Event):
    """Base of what happens to one account; the staff may know of it."""

    user_id: UUID

    @property
    def subject(self) -> str:
        return f"user:{self.user_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class UserJoined(UserEvent):
    """Somebody has an account now: signed up, accepted an invitation, or was made by the platform."""

    type: ClassVar[str] = "accounts.user_joined"
    role: str


class ProfileChanged(UserEvent):
    """Name, language or time zone changed."""

    type: ClassVar[str] = "accounts.profile_changed"


class RoleChanged(UserEvent):
    """What a person is inside the brand changed."""

    type: ClassVar[str] = "accounts.role_changed"
    old_role: str
    new_role: str


class UserDeactivated(UserEvent):
    """The account can no longer sign in; everything it wrote stays."""

    type: ClassVar[str] = "accounts.user_deactivated"


class UserReactivated(UserEvent):
    """The account may sign in again."""

    type: ClassVar[str] = "accounts.user_reactivated"
