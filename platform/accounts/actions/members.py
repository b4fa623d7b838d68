"""Roles, and leaving and coming back."""

from datetime import datetime
from uuid import UUID

from access.grants import access_changed
from access.policies import authorise
from accounts.actors import actor_for_user
from accounts.errors import LastOwnerError
from accounts.events import InvitationRevoked, RoleChanged, SessionsEnded, UserDeactivated, UserReactivated
from accounts.models.invitation import Invitation
from accounts.models.session import Session
from accounts.models.user import User
from accounts.policies import can_give_role, can_manage_account
from events.recording import action, publish
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import NotFoundError


@action
def change_member(
    *, actor: Actor, user_id: UUID, role: str | None = None, deactivated: bool | None = None, at: datetime | None = None
) -> User:
    """The member with another role or state; raises LastOwnerError where a brand would be left without an owner.

    Deactivation ends every session and silences every token, keeps all that was written, and can be undone. Invitations
    that the member could not send any more are withdrawn.
    """
    # Always the owners first and in one order: two people demoting each other wait instead of both succeeding.
    owners = list(
        User.objects.select_for_update().filter(role=Role.OWNER, deactivated_at=None).order_by("pk").values_list("pk", flat=True)
    )
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFoundError
    authorise(actor, can_manage_account, user)
    new_role = Role(role) if role is not None else Role(user.role)
    leaves = deactivated is True and user.is_active
    returns = deactivated is False and not user.is_active
    if new_role == user.role and not leaves and not returns:
        return user
    authorise(actor, can_give_role, new_role)
    if owners == [user.pk] and (leaves or new_role is not Role.OWNER):
        raise LastOwnerError
    old_role, user.role = user.role, new_role.value
    if leaves:
        user.deactivated_at = at or now()
        Session.objects.filter(user_id=user.pk).delete()
        publish(SessionsEnded(user_id=user.pk), actor=actor, at=at)
        publish(UserDeactivated(user_id=user.pk), actor=actor, at=at)
    if returns:
        user.deactivated_at = None
        publish(UserReactivated(user_id=user.pk), actor=actor, at=at)
    user.save(update_fields=["role", "deactivated_at"])
    _withdraw_offers(user, actor=actor, at=at or now())
    if old_role != user.role:
        publish(RoleChanged(user_id=user.pk, old_role=old_role, new_role=user.role), actor=actor, at=at)
    access_changed(actor=actor, user=user)
    return user


def _withdraw_offers(user: User, *, actor: Actor, at: datetime) -> None:
    """Close the member's open invitations to roles beyond their reach: a way back in must not wait in somebody's mailbox."""
    after = actor_for_user(user)
    offers = Invitation.objects.select_for_update().filter(invited_by_id=user.pk, accepted_at=None, revoked_at=None)
    for offer in offers.order_by("pk"):
        if not can_give_role(after, Role(offer.role)):
            offer.revoked_at, offer.token_hash = at, ""
            offer.save(update_fields=["revoked_at", "token_hash"])
            publish(InvitationRevoked(invitation_id=offer.pk), actor=actor, at=at)
