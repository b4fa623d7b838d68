"""Who may do what with notices."""

from uuid import UUID

from access.policies import policy
from kernel.actor import Actor, Role


@policy("notifications.tell")
def can_tell(actor: Actor) -> bool:
    """The platform itself; rooms that know something publish it."""
    return actor.role is Role.SYSTEM


@policy("notifications.have")
def can_have_notices(actor: Actor) -> bool:
    """Everybody with an account, of their own."""
    return actor.is_authenticated


@policy("notifications.change_choices")
def can_change_choices(actor: Actor, user_id: UUID) -> bool:
    """Everybody for themselves; the platform for whoever holds a link from a mail."""
    return actor.user_id == user_id or actor.role is Role.SYSTEM
