"""Mail that follows from what happened."""

from accounts.events import InvitationSent
from accounts.mail import send_invitation
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe


@subscribe("accounts.invitation_mail", InvitationSent)
def mail_the_invitation(event: Event, recorded: Recorded) -> None:
    """The link is made here, so that its secret is in the mail and nowhere else; a second delivery makes a second link."""
    assert isinstance(event, InvitationSent)
    send_invitation(event.invitation_id)
