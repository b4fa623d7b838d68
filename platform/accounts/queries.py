"""Reads of accounts for other rooms and for accounts' own edges."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.contracts import InvitationInfo, SessionInfo, UserInfo, normalise_email
from accounts.hashing import hash_key
from accounts.models.invitation import Invitation
from accounts.models.personal import DataExport, Erasure
from accounts.models.session import Session
from accounts.models.token import ApiToken
from accounts.models.user import User
from accounts.policies import can_have_sessions, can_have_tokens, can_list_invitations, can_list_members
from kernel.actor import STAFF, Actor, Role
from kernel.clock import now
from kernel.errors import NotFoundError


def get_user_info(user_id: UUID) -> UserInfo:
    """One account; raises NotFoundError."""
    found = list_user_infos([user_id]).get(user_id)
    if found is None:
        raise NotFoundError
    return found


def list_user_infos(ids: Iterable[UUID]) -> Mapping[UUID, UserInfo]:
    """These accounts by id, in one query."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {user.pk: _info(user) for user in User.objects.filter(pk__in=wanted)}


def brief_of(user_id: Any) -> Subquery:
    """An account's id, name, handle, role and picture as one JSON object: for queries of other rooms that show who it is."""
    brief = JSONObject(id="pk", name="name", handle="handle", role="role", picture_id="picture_id")
    rows = User.objects.filter(pk=user_id).values(brief=brief)
    return Subquery(rows[:1])


def joining_times(ids: Iterable[UUID]) -> Mapping[UUID, datetime]:
    """Since when each of these accounts exists, in one query."""
    return dict(User.objects.filter(pk__in=list(ids)).values_list("pk", "created_at"))


def find_user_ids(q: str, *, most: int) -> list[UUID]:
    """Accounts with exactly this e-mail address or handle, whatever the case."""
    key = q.strip().lower()
    return list(User.objects.filter(Q(email=key) | Q(handle=key)).order_by("pk").values_list("pk", flat=True)[:most])


def list_staff() -> list[UserInfo]:
    """Everybody who works in the staff application, by name."""
    return [_info(user) for user in User.objects.filter(role__in=sorted(STAFF), deactivated_at=None).order_by("name", "pk")]


def list_with_roles(roles: Collection[str]) -> list[UserInfo]:
    """Everybody who signs in with one of these roles, by name."""
    return [_info(user) for user in User.objects.filter(role__in=sorted(roles), deactivated_at=None).order_by("name", "pk")]


def unproven_accounts() -> QuerySet[User]:
    """Members who signed up, never proved their address and never came in: whoever proves the address may have it."""
    addresses = EmailAddress.objects.filter(user_id=OuterRef("pk"))
    return User.objects.filter(
        Exists(addresses), ~Exists(addresses.filter(verified=True)), role=Role.MEMBER, last_login=None, deactivated_at=None
    )


def members(actor: Actor, *, text: str = "", role: str = "") -> QuerySet[User]:
    """Everybody with an account here, also the deactivated, for supervisors; `text` is an address or part of a name."""
    authorise(actor, can_list_members)
    rows = User.objects.all()
    if text:
        rows = rows.filter(Q(email=normalise_email(text)) | Q(name__icontains=text) | Q(handle__icontains=text))
    return rows.filter(role=role) if role else rows


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that were neither accepted nor withdrawn, also those past their time (they can be sent again)."""
    authorise(actor, can_list_invitations)
    return Invitation.objects.filter(accepted_at=None, revoked_at=None)


def get_open_invitation(token: str) -> InvitationInfo | None:
    """What the invited person may see of the invitation behind a link; None when it is closed."""
    found = Invitation.objects.filter(token_hash=hash_key(token)).first()
    if found is None or not found.is_open(now()):
        return None
    return InvitationInfo(found.email, found.role, str(found.get_role_display()), found.expires_at)


def inviter_of(invitation_id: UUID) -> UUID | None:
    """The account that sent an invitation, while it exists."""
    return Invitation.objects.filter(pk=invitation_id).values_list("invited_by_id", flat=True).first()


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens that were not revoked, also expired ones."""
    authorise(actor, can_have_tokens)
    return ApiToken.objects.filter(user_id=require_user_id(actor), revoked_at=None)


def list_sessions(actor: Actor, *, current_key: str | None) -> list[SessionInfo]:
    """Where the actor is signed in, the latest first."""
    authorise(actor, can_have_sessions)
    current = hash_key(current_key) if current_key else ""
    rows = Session.objects.filter(user_id=actor.user_id, expires_at__gt=now()).order_by("-seen_at", "key_hash")
    return [
        SessionInfo(row.key_hash, row.address, row.agent, row.created_at, row.seen_at, row.key_hash == current) for row in rows
    ]


def _info(user: User) -> UserInfo:
    return UserInfo(
        user.pk, user.name, user.handle, user.role, user.language, user.email, user.is_active, user.time_zone, user.picture
    )


def list_users_by_handle(handles: Iterable[str]) -> Mapping[str, UserInfo]:
    """Active accounts by handle, in one query; handles that nobody has are left out."""
    wanted = set(handles)
    if not wanted:
        return {}
    return {user.handle: _info(user) for user in User.objects.filter(handle__in=wanted, deactivated_at=None)}


def find_users_by_beginning(text: str, *, most: int) -> list[UserInfo]:
    """Active accounts whose handle or name begins so, for completion while typing; handles first."""
    wanted = text.strip().lower()[:40]
    rows = User.objects.filter(deactivated_at=None).filter(Q(handle__startswith=wanted) | Q(name__istartswith=wanted))
    found = [_info(user) for user in rows.order_by("handle", "pk")[: most * 3]]
    return sorted(found, key=lambda info: (not info.handle.startswith(wanted), len(info.handle), info.handle))[:most]


def list_open_exports() -> list[UUID]:
    """Exports that are being written, the oldest first."""
    return list(DataExport.objects.filter(ready_at=None).order_by("requested_at", "pk").values_list("pk", flat=True)[:100])


def list_due_erasures(at: datetime) -> list[UUID]:
    """Erasures whose days of grace are over."""
    rows = Erasure.objects.filter(undone_at=None, done_at=None, due_at__lte=at)
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:20])


def own_exports(actor: Actor) -> list[DataExport]:
    """The actor's exports, the latest first."""
    return list(DataExport.objects.filter(user_id=require_user_id(actor)).order_by("-requested_at", "-pk")[:5])


def own_erasure(actor: Actor) -> Erasure | None:
    """The actor's open wish to be forgotten."""
    return Erasure.objects.filter(user_id=require_user_id(actor), undone_at=None, done_at=None).first()
