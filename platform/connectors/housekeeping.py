"""Mail is kept for as long as somebody may ask about it."""

from datetime import datetime, timedelta

from connectors.models.address import ReplyAddress
from connectors.models.inbound import InboundMail, Outcome
from connectors.models.outgoing import OutgoingMail, Status

KEPT = timedelta(days=30)
KEPT_FAILED = timedelta(days=90)


def forget_old_mail(*, at: datetime) -> int:
    """How many rows went: settled mail after thirty days, what failed after ninety, addresses thirty days past their end."""
    outgoing = OutgoingMail.objects.exclude(status=Status.QUEUED).filter(created_at__lt=at - KEPT)
    inbound = InboundMail.objects.exclude(outcome__in=[Outcome.RECEIVED, Outcome.FAILED]).filter(received_at__lt=at - KEPT)
    failed = InboundMail.objects.filter(outcome=Outcome.FAILED, received_at__lt=at - KEPT_FAILED)
    ended = ReplyAddress.objects.filter(expires_at__lt=at - KEPT)
    return sum(rows.delete()[0] for rows in (outgoing, inbound, failed, ended))
