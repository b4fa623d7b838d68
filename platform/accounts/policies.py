"""Who may change accounts, and how far up."""

from typing import Protocol
from uuid import UUID

from access.policies import policy
from kernel.actor import Actor, Role

RANK = {
    Role.MEMBER: 0,
    Role.MODERATOR: 1,
    Role.AGENT: 1,
    Role.MANAGER: 2,
    Role.ADMIN: 3,
    Role.OWNER: 4,
    Role.SYSTEM: 5,
}
"""How far up a role stands: nobody gives a role above their own. Moderator and agent stand side by side."""

MANAGERS_GIVE = frozenset({Role.AGENT, Role.MEMBER})


class Account(Protocol):
    """What these policies read of an account."""

    pk: UUID
    role: str


@policy("accounts.create")
def can_create_account(actor: Actor) -> bool:
    """Accounts appear by sign-up, by invitation, or by the platform's own hand."""
    return actor.role is Role.SYSTEM


@policy("accounts.list_members")
def can_list_members(actor: Actor, *_: object) -> bool:
    """Supervisors see who is here."""
    return actor.is_supervisor


@policy("accounts.give_role", reveals=can_list_members)
def can_give_role(actor: Actor, role: Role) -> bool:
    """Administrators give any role up to their own; managers invite agents and members."""
    if actor.is_administrator:
        return role in RANK and RANK[role] <= RANK[actor.role]
    return actor.role is Role.MANAGER and role in MANAGERS_GIVE


@policy("accounts.manage", reveals=can_list_members)
def can_manage_account(actor: Actor, account: Account) -> bool:
    """Administrators change the role and state of everybody who does not stand above them."""
    return actor.is_administrator and RANK[Role(account.role)] <= RANK[actor.role]


@policy("accounts.change_profile")
def can_change_profile(actor: Actor, account: Account) -> bool:
    """One's own profile, and the platform everybody's."""
    return actor.role is Role.SYSTEM or actor.user_id == account.pk


@policy("accounts.have_sessions")
def can_have_sessions(actor: Actor) -> bool:
    """Who is signed in sees and ends their own sessions; a token may not."""
    return actor.is_authenticated and actor.scopes is None


@policy("accounts.have_tokens")
def can_have_tokens(actor: Actor) -> bool:
    """Who is signed in makes tokens; a token makes no further ones."""
    return actor.is_authenticated and actor.scopes is None


@policy("accounts.list_invitations")
def can_list_invitations(actor: Actor) -> bool:
    """Supervisors invite, so they see who was invited."""
    return actor.is_supervisor


@policy("accounts.export_own")
def can_export_own(actor: Actor) -> bool:
    """Everybody their own data; a program may not take it along."""
    return actor.is_authenticated and actor.scopes is None


@policy("accounts.erase_own")
def can_erase_own(actor: Actor) -> bool:
    """Everybody themselves, in person."""
    return actor.is_authenticated and actor.scopes is None
