"""Putting letters into the queue, and what becomes of them there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from access.policies import authorise
from connectors.contracts import Letter
from connectors.email.loops import OWN_MARK
from connectors.email.tokens import new_key
from connectors.events import MailFailed, MailQueued
from connectors.keys import id_domain
from connectors.models.address import AddressHealth
from connectors.models.outgoing import OutgoingMail, Status
from connectors.policies import can_carry_mail
from events.recording import action, publish
from kernel.actor import Actor
from kernel.ids import uuid7
from kernel.text import one_line

CLAIM = timedelta(minutes=10)
"""A worker that took a letter up and died is believed gone after this."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240, 720, 1440))
ONCE = timedelta(days=1)


@action
def queue_mail(*, actor: Actor, letter: Letter, at: datetime) -> OutgoingMail | None:
    """The letter in the queue; None when its address is paused or it was sent within the day."""
    authorise(actor, can_carry_mail)
    if AddressHealth.objects.filter(address=letter.address.lower(), paused_at__isnull=False).exists():
        return None
    if letter.once_key and _was_sent(letter, at):
        return None
    mail_id = uuid7()
    thread = letter.thread
    mail = OutgoingMail(
        id=mail_id,
        user_id=letter.user_id,
        kind=letter.kind,
        address=letter.address,
        sender_name=one_line(letter.sender_name)[:160],
        subject=one_line(letter.subject)[:300],
        text=letter.text,
        html=letter.html,
        headers=_headers(letter),
        message_id=thread.message_id if thread is not None else f"<{mail_id.hex}@{id_domain()}>",
        bounce_key=new_key(),
        once_key=letter.once_key,
        created_at=at,
        due_at=at,
    )
    mail.save(force_insert=True)
    publish(MailQueued(mail_id=mail.pk), actor=actor, at=at)
    return mail


@action
def claim_mail(*, actor: Actor, mail_id: UUID, at: datetime) -> OutgoingMail | None:
    """The letter, taken up by this worker alone; None when it is sent, not due, or another worker has it."""
    authorise(actor, can_carry_mail)
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, status=Status.QUEUED, due_at__lte=at).first()
    if mail is None or (mail.claimed_at is not None and mail.claimed_at > at - CLAIM):
        return None
    if AddressHealth.objects.filter(address=mail.address.lower(), paused_at__isnull=False).exists():
        mail.status, mail.error = Status.SKIPPED.value, "paused"
        mail.save(update_fields=["status", "error"])
        return None
    mail.claimed_at = at
    mail.save(update_fields=["claimed_at"])
    return mail


@action
def mark_mail_sent(*, actor: Actor, mail_id: UUID, at: datetime) -> None:
    """The receiving server has taken it."""
    authorise(actor, can_carry_mail)
    OutgoingMail.objects.filter(pk=mail_id).update(status=Status.SENT.value, sent_at=at, claimed_at=None, error="")


@action
def postpone_mail(*, actor: Actor, mail_id: UUID, error: str, at: datetime) -> None:
    """Try again after a growing pause; after the last one the letter has failed."""
    authorise(actor, can_carry_mail)
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, status=Status.QUEUED).first()
    if mail is None:
        return
    if mail.attempts >= len(PAUSES):
        _fail(actor, mail, error, at)
        return
    mail.due_at, mail.claimed_at, mail.error = at + PAUSES[mail.attempts], None, error[:500]
    mail.attempts += 1
    mail.save(update_fields=["due_at", "claimed_at", "error", "attempts"])


@action
def fail_mail(*, actor: Actor, mail_id: UUID, error: str, at: datetime) -> None:
    """The other side refused for good; administrators see it."""
    authorise(actor, can_carry_mail)
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, status=Status.QUEUED).first()
    if mail is not None:
        _fail(actor, mail, error, at)


def _fail(actor: Actor, mail: OutgoingMail, error: str, at: datetime) -> None:
    mail.status, mail.error, mail.claimed_at = Status.FAILED.value, error[:500], None
    mail.save(update_fields=["status", "error", "claimed_at"])
    publish(MailFailed(mail_id=mail.pk), actor=actor, at=at)


def _was_sent(letter: Letter, at: datetime) -> bool:
    rows = OutgoingMail.objects.filter(address=letter.address, created_at__gt=at - ONCE)
    return rows.filter(kind=letter.kind, once_key=letter.once_key).exists()


def _headers(letter: Letter) -> dict[str, Any]:
    headers = {
        "Auto-Submitted": letter.auto_submitted,
        "X-Auto-Response-Suppress": "All",
        "Content-Language": letter.language,
        OWN_MARK: letter.kind,
    }
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    if letter.thread is not None and letter.thread.in_reply_to:
        headers["In-Reply-To"] = letter.thread.in_reply_to
        headers["References"] = " ".join(letter.thread.references or (letter.thread.in_reply_to,))
    if letter.list_id:
        headers["List-Id"] = letter.list_id
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
