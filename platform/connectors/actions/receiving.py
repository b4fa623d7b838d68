"""Storing a mail before anything else is done with it."""

from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from connectors.email.parsing import key_of
from connectors.events import MailReceived
from connectors.models.inbound import InboundMail, Outcome
from connectors.policies import can_carry_mail, can_manage_mail
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import NotFoundError

PAUSES_MINUTES = (1, 5, 30, 120, 480)


@action
def store_mail(
    *, actor: Actor, via: str, recipient: str, envelope_from: str, raw: bytes, at: datetime
) -> tuple[InboundMail, bool]:
    """The stored mail, and whether it is new: the same mail to the same address is stored once, however often it comes."""
    authorise(actor, can_carry_mail)
    mail = InboundMail(
        via=via,
        recipient=recipient.lower()[:254],
        envelope_from=envelope_from[:254].replace("\x00", ""),
        message_key=key_of(raw),
        raw=raw,
        received_at=at,
    )
    InboundMail.objects.bulk_create([mail], ignore_conflicts=True)
    stored = InboundMail.objects.get(message_key=mail.message_key, recipient=mail.recipient)
    is_new = stored.pk == mail.pk
    if is_new:
        publish(MailReceived(mail_id=stored.pk), actor=actor, at=at)
    return stored, is_new


@action
def note_mail_failure(*, actor: Actor, mail_id: UUID, error: str, at: datetime) -> None:
    """Something of ours broke while handling it: try again later, and after the last try leave it to an administrator."""
    authorise(actor, can_carry_mail)
    mail = InboundMail.objects.select_for_update().filter(pk=mail_id, outcome=Outcome.RECEIVED).first()
    if mail is None:
        return
    if mail.attempts >= len(PAUSES_MINUTES):
        mail.outcome, mail.settled_at, mail.retry_at = Outcome.FAILED.value, at, None
    else:
        mail.retry_at = at + timedelta(minutes=PAUSES_MINUTES[mail.attempts])
    mail.attempts, mail.error = mail.attempts + 1, error[:500]
    mail.save(update_fields=["outcome", "settled_at", "retry_at", "attempts", "error"])


@action
def replay_mail(*, actor: Actor, mail_id: UUID, at: datetime) -> InboundMail:
    """Handle a stored mail once more; one that became a post stays as it is."""
    authorise(actor, can_manage_mail)
    mail = InboundMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None:
        raise NotFoundError
    if mail.outcome in {Outcome.POSTED, Outcome.RECEIVED}:
        return mail
    mail.outcome, mail.attempts, mail.retry_at, mail.error, mail.reason, mail.settled_at = (
        Outcome.RECEIVED.value,
        0,
        None,
        "",
        "",
        None,
    )
    mail.save(update_fields=["outcome", "attempts", "retry_at", "error", "reason", "settled_at"])
    publish(MailReceived(mail_id=mail.pk), actor=actor, at=at)
    return mail
