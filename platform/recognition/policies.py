"""Who may do what about recognition."""

from uuid import UUID

from access.policies import policy
from kernel.actor import Actor, Role


@policy("recognition.count")
def can_count(actor: Actor) -> bool:
    """The platform itself counts deeds, gives badges by rule and moves levels."""
    return actor.role is Role.SYSTEM


@policy("recognition.manage")
def can_manage_recognition(actor: Actor) -> bool:
    """Owners and admins change rules, badges and points."""
    return actor.is_administrator


@policy("recognition.give")
def can_give(actor: Actor) -> bool:
    """Supervisors and moderators give badges by hand and set levels: a person decides, with a name."""
    return actor.is_authenticated and (actor.is_supervisor or actor.role is Role.MODERATOR)


@policy("recognition.explain")
def can_see_explanation(actor: Actor, user_id: UUID) -> bool:
    """Members see how they stand themselves; staff and moderators see it of everybody."""
    return actor.user_id == user_id or actor.is_staff or actor.role in {Role.MODERATOR, Role.SYSTEM}


@policy("recognition.choose")
def can_choose(actor: Actor) -> bool:
    """Whoever has an account decides on their own title and whether leaderboards show them."""
    return actor.is_authenticated
