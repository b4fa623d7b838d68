"""Who may change what a brand set."""

from access.policies import policy
from kernel.actor import Actor


@policy("brand_settings.manage")
def can_manage_settings(actor: Actor) -> bool:
    """Owners and admins."""
    return actor.is_administrator
