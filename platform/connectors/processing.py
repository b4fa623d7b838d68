"""Handling what came in, so that one mail which breaks us holds up no other."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db.models import Q

from connectors.actions.handling import handle_mail
from connectors.actions.receiving import note_mail_failure
from connectors.models.inbound import InboundMail, Outcome
from kernel.actor import Actor

log = structlog.get_logger(__name__)


def process_mail(*, actor: Actor, mail_id: UUID, at: datetime) -> str:
    """The mail's outcome; what went wrong with ours is noted on it and tried again."""
    try:
        row = handle_mail(actor=actor, mail_id=mail_id, at=at)
    except Exception as error:
        log.exception("mail_handling_failed", mail_id=str(mail_id))
        note_mail_failure(actor=actor, mail_id=mail_id, error=f"{type(error).__name__}: {error}", at=at)
        return Outcome.RECEIVED.value
    return row.outcome if row is not None else ""


def process_waiting(*, actor: Actor, at: datetime, most: int = 200) -> int:
    """How many mails were looked at again."""
    waiting = InboundMail.objects.filter(outcome=Outcome.RECEIVED).filter(Q(retry_at=None) | Q(retry_at__lte=at))
    ids = list(waiting.order_by("received_at", "pk").values_list("pk", flat=True)[:most])
    for mail_id in ids:
        process_mail(actor=actor, mail_id=mail_id, at=at)
    return len(ids)
