"""What mail leaves behind of somebody who is forgotten."""

from accounts.personal import Erased
from connectors.models import AddressHealth, InboundMail, OutgoingMail
from events.recording import action
from kernel.actor import Actor, Role
from kernel.errors import ForbiddenError


@action
def forget_mail(*, actor: Actor, erased: Erased) -> None:
    """Mails from and to the address, and how it fared."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    InboundMail.objects.filter(envelope_from__iexact=erased.email).delete()
    OutgoingMail.objects.filter(address__iexact=erased.email).delete()
    AddressHealth.objects.filter(address__iexact=erased.email).delete()
