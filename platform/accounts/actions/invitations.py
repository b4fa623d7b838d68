"""Inviting people, and accepting."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from access.policies import authorise
from accounts.actions.joining import create_account
from accounts.contracts import normalise_email, team_enroller
from accounts.errors import AddressTakenError, InvitationClosedError, UnknownTeamError
from accounts.events import InvitationAccepted, InvitationRevoked, InvitationSent
from accounts.hashing import hash_key
from accounts.models.invitation import LIFETIME, Invitation
from accounts.models.user import User
from accounts.names import name_problem
from accounts.policies import can_create_account, can_give_role
from accounts.queries import unproven_accounts
from events.recording import action, publish
from kernel.actor import Actor, Role, system_actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError


@action
def invite(
    *,
    actor: Actor,
    email: str,
    role: str,
    team_ids: Collection[UUID] = (),
    language: str = "",
    by_mail: bool = True,
    at: datetime | None = None,
) -> Invitation:
    """An open invitation, on its way by mail. A second one to the same address replaces the first, whose link dies."""
    authorise(actor, can_give_role, Role(role))
    address, at = normalise_email(email), at or now()
    if User.objects.filter(email=address).exclude(pk__in=unproven_accounts().values("pk")).exists():
        raise AddressTakenError
    if not team_enroller().all_known(team_ids):
        raise UnknownTeamError
    invitation = _open_one(address, role, at)
    authorise(actor, can_give_role, Role(invitation.role))
    invitation.role, invitation.team_ids, invitation.language = role, list(team_ids), language
    _renew(invitation, actor, at)
    if by_mail:
        publish(InvitationSent(invitation_id=invitation.pk), actor=actor, at=at)
    return invitation


@action
def resend_invitation(*, actor: Actor, invitation_id: UUID, at: datetime | None = None) -> Invitation:
    """The invitation for seven more days with a new link on its way; the former link dies."""
    invitation = _find(invitation_id)
    authorise(actor, can_give_role, Role(invitation.role))
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise InvitationClosedError
    _renew(invitation, actor, at or now())
    publish(InvitationSent(invitation_id=invitation.pk), actor=actor, at=at)
    return invitation


@action
def revoke_invitation(*, actor: Actor, invitation_id: UUID, at: datetime | None = None) -> None:
    """Withdraw an invitation; one that was withdrawn already stays so, one that was accepted raises InvitationClosedError."""
    invitation = _find(invitation_id)
    authorise(actor, can_give_role, Role(invitation.role))
    if invitation.revoked_at is not None:
        return
    if invitation.accepted_at is not None:
        raise InvitationClosedError
    invitation.revoked_at, invitation.token_hash = at or now(), ""
    invitation.save(update_fields=["revoked_at", "token_hash"])
    publish(InvitationRevoked(invitation_id=invitation.pk), actor=actor, at=at)


@action
def issue_link_token(*, actor: Actor, invitation_id: UUID, at: datetime | None = None) -> str | None:
    """A fresh secret for the invitation's link, stored as a hash; None when it is no longer open. The platform's own door."""
    authorise(actor, can_create_account)
    invitation = _find(invitation_id)
    if not invitation.is_open(at or now()):
        return None
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_key(token)
    invitation.save(update_fields=["token_hash"])
    return token


@action
def accept_invitation(*, actor: Actor, token: str, name: str, password: str, at: datetime | None = None) -> User:
    """The new account, its address proven by the link; raises InvitationClosedError or AddressTakenError."""
    at = at or now()
    invitation = Invitation.objects.select_for_update().filter(token_hash=hash_key(token)).first()
    if invitation is None or not invitation.is_open(at):
        raise InvitationClosedError
    if invitation.role == Role.MEMBER:
        problem = name_problem(name, language=invitation.language)
        if problem:
            raise InvalidError(fields={"name": [problem]})
    platform = system_actor(actor.tenant_id)
    user = create_account(
        actor=platform,
        email=invitation.email,
        name=name,
        role=invitation.role,
        password=password,
        language=invitation.language,
        at=at,
    )
    team_enroller().enrol(actor=platform, user_id=user.pk, team_ids=invitation.team_ids)
    invitation.accepted_at, invitation.accepted_by_id, invitation.token_hash = at, user.pk, ""
    invitation.save(update_fields=["accepted_at", "accepted_by_id", "token_hash"])
    publish(InvitationAccepted(invitation_id=invitation.pk, user_id=user.pk), actor=platform, at=at)
    return user


def _open_one(address: str, role: str, at: datetime) -> Invitation:
    """The open invitation to this address, locked; a new one when there is none, also when two ask at once."""
    waiting = Invitation.objects.select_for_update().filter(email=address, accepted_at=None, revoked_at=None)
    found = waiting.first()
    if found is not None:
        return found
    fresh = Invitation(email=address, role=role, created_at=at, expires_at=at + LIFETIME)
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return waiting.get()
    return fresh


def _renew(invitation: Invitation, actor: Actor, at: datetime) -> None:
    invitation.expires_at, invitation.token_hash, invitation.invited_by_id = at + LIFETIME, "", actor.user_id
    invitation.save()


def _find(invitation_id: UUID) -> Invitation:
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFoundError
    return invitation
