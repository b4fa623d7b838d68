"""Sending what is due: claim, hand over, note what came of it; each in a transaction of its own, the network in none."""

from datetime import datetime
from uuid import UUID

import structlog

from connectors.actions.addressing import note_bounce
from connectors.actions.queueing import claim_mail, fail_mail, mark_mail_sent, postpone_mail
from connectors.email.bounces import HARD
from connectors.email.tokens import BOUNCE
from connectors.keys import signed_address
from connectors.models.outgoing import OutgoingMail, Status
from connectors.transport import hand_over
from kernel.actor import Actor
from kernel.errors import PermanentError, TransientError

log = structlog.get_logger(__name__)
UNDELIVERABLE = {550, 551, 553, 556}
"""Answers about the mailbox itself; other refusals may be about us."""


def send_mail(*, actor: Actor, mail_id: UUID, at: datetime) -> str:
    """The letter's state after this try; "" when there was nothing to do."""
    mail = claim_mail(actor=actor, mail_id=mail_id, at=at)
    if mail is None:
        return ""
    try:
        hand_over(
            address=mail.address,
            envelope_from=signed_address(BOUNCE, actor.tenant_id, mail.bounce_key, mail.pk),
            sender_name=mail.sender_name,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            message_id=mail.message_id,
            headers=mail.headers,
        )
    except TransientError as error:
        log.info("mail_postponed", mail_id=str(mail.pk), error=str(error))
        postpone_mail(actor=actor, mail_id=mail.pk, error=str(error), at=at)
        return Status.QUEUED.value
    except PermanentError as error:
        log.warning("mail_refused", mail_id=str(mail.pk), error=str(error))
        fail_mail(actor=actor, mail_id=mail.pk, error=str(error), at=at)
        if error.detail.get("code") in UNDELIVERABLE:
            note_bounce(actor=actor, address=mail.address, weight=HARD, reason=str(error), at=at)
        return Status.FAILED.value
    mark_mail_sent(actor=actor, mail_id=mail.pk, at=at)
    return Status.SENT.value


def send_due(*, actor: Actor, at: datetime, most: int = 500) -> int:
    """How many letters were handed over: those that a lost hint or a pause left behind."""
    due = OutgoingMail.objects.filter(status=Status.QUEUED, due_at__lte=at).order_by("due_at", "pk")
    ids = list(due.values_list("pk", flat=True)[:most])
    return sum(send_mail(actor=actor, mail_id=mail_id, at=at) == Status.SENT for mail_id in ids)
