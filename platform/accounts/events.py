"""Facts about accounts: ids and roles, never names or addresses."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import AccountEvent, Event, Touches


class UserEvent(AccountEvent):
    """Base of what happens to one account; the staff may know of it."""

    @property
    def audience(self) -> str:
        return audience.STAFF


class UserJoined(UserEvent):
    """Somebody has an account now: signed up, accepted an invitation, or was made by the platform."""

    type: ClassVar[str] = "accounts.user_joined"
    touches: ClassVar[Touches] = Touches.SUBJECT
    role: str


class ProfileChanged(UserEvent):
    """Name, language, time zone or picture changed."""

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


class SessionsEnded(UserEvent):
    """Sign-in sessions of this account were revoked; its open connections must prove themselves again."""

    type: ClassVar[str] = "accounts.sessions_ended"
    touches: ClassVar[Touches] = Touches.NOTHING

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)


class InvitationEvent(Event):
    """Base of what happens to one invitation; the staff may know of it."""

    touches: ClassVar[Touches] = Touches.NOTHING
    invitation_id: UUID

    @property
    def subject(self) -> str:
        return f"invitation:{self.invitation_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class InvitationSent(InvitationEvent):
    """Somebody was invited, or invited again; the subscriber makes the link and mails it."""

    type: ClassVar[str] = "accounts.invitation_sent"


class InvitationAccepted(InvitationEvent):
    """The invited person has an account now."""

    type: ClassVar[str] = "accounts.invitation_accepted"
    user_id: UUID


class InvitationRevoked(InvitationEvent):
    """The invitation was withdrawn."""

    type: ClassVar[str] = "accounts.invitation_revoked"


class TokenEvent(Event):
    """Base of what happens to one API token; its owner may know of it."""

    touches: ClassVar[Touches] = Touches.NOTHING
    token_id: UUID
    user_id: UUID

    @property
    def subject(self) -> str:
        return f"token:{self.token_id}"

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)


class TokenCreated(TokenEvent):
    """A program may act in this person's name."""

    type: ClassVar[str] = "accounts.token_created"


class TokenRevoked(TokenEvent):
    """It may no longer."""

    type: ClassVar[str] = "accounts.token_revoked"


class NoticeGiven(AccountEvent):
    """Something happened that one account should be told of; `kind` is registered in `accounts.notices`.

    The way for rooms that nobody above may import to reach a member: `notifications` decides how the member hears of it.
    `key` names what it is about: the same kind and key again, while unread, is counted and not repeated.
    """

    touches: ClassVar[Touches] = Touches.NOTHING
    type: ClassVar[str] = "accounts.notice_given"
    kind: str
    key: str
    person_id: UUID | None = None
    """Whose doing it is, as a person, for the face beside it."""
    topic_id: UUID | None = None
    post_id: UUID | None = None
    data: tuple[str, ...] = ()
    """Ids, numbers and short codes that the kind's texts are made from: "name=code", or "name#number"."""

    @property
    def audience(self) -> str:
        return audience.NOBODY


class PersonalEvent(AccountEvent):
    """Base of what a member does with their own data; the account and the log know of it."""

    touches: ClassVar[Touches] = Touches.NOTHING


class DataExportRequested(PersonalEvent):
    """The member wants everything about them."""

    type: ClassVar[str] = "accounts.data_export_requested"
    export_id: UUID


class DataExported(PersonalEvent):
    """The archive can be fetched."""

    type: ClassVar[str] = "accounts.data_exported"
    export_id: UUID


class DataExportFetched(PersonalEvent):
    """The archive was fetched."""

    type: ClassVar[str] = "accounts.data_export_fetched"
    export_id: UUID


class ErasureRequested(PersonalEvent):
    """The member wants to be forgotten."""

    type: ClassVar[str] = "accounts.erasure_requested"
    erasure_id: UUID


class ErasureUndone(PersonalEvent):
    """The member stays after all."""

    type: ClassVar[str] = "accounts.erasure_undone"
    erasure_id: UUID


class UserErased(UserEvent):
    """Nothing names the member any more; what they wrote stays."""

    type: ClassVar[str] = "accounts.user_erased"
