"""What an API token may be limited to."""

from django.utils.translation import gettext as _

from kernel.actor import Actor
from kernel.errors import ForbiddenError

SCOPES = {
    "community:read": "Read the community",
    "community:write": "Ask, answer and accept in the community",
    "messages:read": "Read your private messages",
    "messages:write": "Write private messages",
    "inbox:read": "Read conversations and people",
    "inbox:write": "Reply, assign and change conversations",
    "admin": "Change members, teams and settings",
}


def require_scope(actor: Actor, scope: str) -> None:
    """Pass when the actor is a full session or its token has the scope; raises ForbiddenError otherwise."""
    if actor.scopes is not None and scope not in actor.scopes:
        raise ForbiddenError(_("This token lacks the scope %(scope)s.") % {"scope": scope}, scope=scope)
