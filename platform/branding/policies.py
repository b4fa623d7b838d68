"""Who shapes the brand's looks and addresses."""

from access.policies import policy
from kernel.actor import Actor


@policy("branding.manage")
def can_manage_branding(actor: Actor) -> bool:
    """Owners and admins; the platform during imports."""
    return actor.is_administrator
