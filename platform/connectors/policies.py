"""Who may do what with mail."""

from uuid import UUID

from access.policies import policy
from kernel.actor import Actor, Role


@policy("connectors.carry_mail")
def can_carry_mail(actor: Actor) -> bool:
    """The platform itself sends and receives."""
    return actor.role is Role.SYSTEM


@policy("connectors.manage_mail")
def can_manage_mail(actor: Actor) -> bool:
    """Owners and admins see what came in and try again what failed."""
    return actor.is_administrator


@policy("connectors.resume_address")
def can_resume_address(actor: Actor, user_id: UUID) -> bool:
    """Everybody for their own address."""
    return actor.user_id == user_id
