"""Reads of mail for its edges and for `notifications`."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from access.policies import authorise
from accounts.queries import list_user_infos
from connectors.models.address import AddressHealth
from connectors.models.inbound import InboundMail
from connectors.models.outgoing import OutgoingMail
from connectors.policies import can_manage_mail
from kernel.actor import Actor
from kernel.errors import NotFoundError

WITHOUT_BYTES = ("raw",)


def paused_since(user_id: UUID) -> datetime | None:
    """Since when nothing is sent to the account's address, or None."""
    user = list_user_infos([user_id]).get(user_id)
    if user is None:
        return None
    return AddressHealth.objects.filter(address=user.email.lower()).values_list("paused_at", flat=True).first()


def inbound_mail(actor: Actor, *, outcome: str = "") -> QuerySet[InboundMail]:
    """Mail that came in, without its bytes, for administrators."""
    authorise(actor, can_manage_mail)
    rows = InboundMail.objects.defer(*WITHOUT_BYTES).select_related("user")
    return rows.filter(outcome=outcome) if outcome else rows


def outgoing_mail(actor: Actor, *, status: str = "") -> QuerySet[OutgoingMail]:
    """Letters, without their text, for administrators."""
    authorise(actor, can_manage_mail)
    rows = OutgoingMail.objects.defer("text", "html")
    return rows.filter(status=status) if status else rows


def get_raw_mail(actor: Actor, mail_id: UUID) -> InboundMail:
    """One mail as it came; raises NotFoundError."""
    authorise(actor, can_manage_mail)
    found = InboundMail.objects.filter(pk=mail_id).first()
    if found is None:
        raise NotFoundError
    return found
