"""What people learn from accounts: the name under which somebody signs in is the one under which they are found."""

from accounts.events import ProfileChanged
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from kernel.actor import system_actor
from people.actions.profile import follow_account
from tenants.context import require_tenant_id


@subscribe("people.names", ProfileChanged)
def keep_names(event: Event, recorded: Recorded) -> None:
    """Spell a person as their account does."""
    assert isinstance(event, ProfileChanged)
    follow_account(actor=system_actor(require_tenant_id()), user_id=event.user_id)
