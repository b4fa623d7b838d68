"""From a stored mail to a reply in its topic, or to the reason why not."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.actors import actor_for_user_id
from accounts.contracts import normalise_email
from accounts.queries import get_user_info
from community.actions.replies import post_reply
from community.queries.escalation import get_post_digest
from community.screening import Circumstances
from connectors.actions.addressing import note_bounce
from connectors.actions.answering import answer_refusal
from connectors.attachments import keep_attachments
from connectors.email.authentication import Verdict, judge
from connectors.email.bounces import Bounce, read_bounce, read_loose_bounce
from connectors.email.loops import automatic_reason
from connectors.email.message_ids import Reference, find_references
from connectors.email.parsing import Mail, parse_mail
from connectors.email.tokens import BOUNCE, REPLY, is_genuine, read_address
from connectors.email.trimming import trim_reply
from connectors.errors import MailIgnoredError, MailRefusedError
from connectors.events import MailHandled
from connectors.keys import mail_domain, signing_secrets
from connectors.models.address import ReplyAddress
from connectors.models.inbound import InboundMail, Outcome
from connectors.models.outgoing import OutgoingMail
from connectors.policies import can_carry_mail
from connectors.settings import receiving_server
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import DomainError, ForbiddenError, InvalidError, NotFoundError, TransientError

MOST_AN_HOUR = 30


@action
def handle_mail(*, actor: Actor, mail_id: UUID, at: datetime) -> InboundMail | None:
    """The mail with its outcome; one that has an outcome already is left alone, one that is missing is None."""
    authorise(actor, can_carry_mail)
    row = InboundMail.objects.select_for_update().filter(pk=mail_id).first()
    if row is None or row.outcome != Outcome.RECEIVED:
        return row
    mail = parse_mail(bytes(row.raw))
    try:
        outcome, reason = _handle(actor, row, mail, at)
    except MailIgnoredError as machine:
        outcome, reason = Outcome.IGNORED, str(machine)
    except MailRefusedError as refusal:
        outcome, reason = Outcome.REFUSED, refusal.reason
        if refusal.answers:
            answer_refusal(actor=actor, mail=mail, user_id=row.user_id, reason=refusal.reason, said=refusal.said, at=at)
    row.outcome, row.reason, row.settled_at, row.error = outcome.value, reason[:40], at, ""
    row.save(update_fields=["outcome", "reason", "settled_at", "error", "user", "post_id"])
    publish(MailHandled(mail_id=row.pk, outcome=row.outcome, reason=row.reason), actor=actor, at=at)
    return row


def _handle(actor: Actor, row: InboundMail, mail: Mail, at: datetime) -> tuple[Outcome, str]:
    token = read_address(row.recipient, domain=mail_domain())
    if token is not None and token.kind == BOUNCE:
        bounce = read_loose_bounce(mail.message, mail.text)
        return _note_bounce(actor, replace(bounce, message_id="") if bounce else None, token.key, at)
    bounce = read_bounce(mail.message)
    if bounce is not None:
        return _note_bounce(actor, bounce, "", at)
    machine = automatic_reason(mail.message, envelope_from=row.envelope_from, sender=mail.sender, secrets=signing_secrets())
    if machine:
        raise MailIgnoredError(machine)
    return _post(row, mail, at)


def _note_bounce(actor: Actor, bounce: Bounce | None, key: str, at: datetime) -> tuple[Outcome, str]:
    """A letter counts once, however many reports come about it."""
    wanted = {"bounce_key": key} if key else {"message_id": bounce.message_id if bounce else ""}
    rows = OutgoingMail.objects.select_for_update().filter(**wanted).order_by("-created_at", "pk")
    sent = rows.first() if any(wanted.values()) else None
    if sent is None or bounce is None:
        return Outcome.BOUNCE, "unknown_letter"
    if bounce.weight == 0 or sent.bounced_at is not None:
        return Outcome.BOUNCE, "counted_before" if sent.bounced_at is not None else "delayed"
    sent.bounced_at, sent.error = at, bounce.status[:500]
    sent.save(update_fields=["bounced_at", "error"])
    note_bounce(actor=actor, address=sent.address, weight=bounce.weight, reason=bounce.status, at=at)
    return Outcome.BOUNCE, bounce.status


def _post(row: InboundMail, mail: Mail, at: datetime) -> tuple[Outcome, str]:
    references = find_references(mail.references, secrets=signing_secrets())
    user_id, topic_id, reply_to = _place(row, references, at)
    row.user_id = user_id
    _check_sender(row, mail, user_id, at)
    text = trim_reply(mail.text)
    author = actor_for_user_id(user_id)
    try:
        text = "\n\n".join(part for part in (text, keep_attachments(author, mail.attachments)) if part)
        if not text:
            raise MailRefusedError("empty")
        # Screened like what comes through a form; `_check_sender` counts, for mails arrive in heaps.
        came = Circumstances(is_counted=False)
        post = post_reply(actor=author, topic_id=topic_id, body=text, id=row.pk, reply_to=reply_to, circumstances=came)
    except MailRefusedError:
        raise
    except TransientError:
        raise
    except NotFoundError as error:
        raise MailRefusedError("topic_gone") from error
    except ForbiddenError as error:
        raise MailRefusedError("not_allowed") from error
    except InvalidError as error:
        raise MailRefusedError("unfit", said=_words(error)) from error
    except DomainError as error:
        raise MailRefusedError("not_taken", said=str(error)) from error
    row.post_id = post.pk
    return Outcome.POSTED, ""


def _place(row: InboundMail, references: list[Reference], at: datetime) -> tuple[UUID, UUID, UUID | None]:
    """Whose reply this is, to which topic and post: by the address it went to, else by the signed id that it answers."""
    tenant_id = row.tenant_id
    answered = [each for each in references if each.tenant_id == tenant_id]
    token = read_address(row.recipient, domain=mail_domain())
    if token is not None and token.kind == REPLY and token.tenant_id == tenant_id:
        place = ReplyAddress.objects.filter(key=token.key).first()
        if place is None or not is_genuine(token, place.facts, secrets=signing_secrets()):
            raise MailRefusedError("unknown_address", answers=False)
        row.user_id = place.user_id
        if place.expires_at <= at:
            raise MailRefusedError("expired")
        mine = [each for each in answered if each.user_id == place.user_id]
        return place.user_id, place.topic_id, _post_in(place.topic_id, mine)
    if not answered:
        raise MailRefusedError("unknown_address", answers=False)
    last = answered[0]
    try:
        post = get_post_digest(post_id=last.post_id)
    except NotFoundError as error:
        raise MailRefusedError("topic_gone", answers=False) from error
    return last.user_id, post.topic_id, post.id if post.position > 1 and not post.is_hidden else None


def _post_in(topic_id: UUID, references: list[Reference]) -> UUID | None:
    for reference in references[:1]:
        try:
            post = get_post_digest(post_id=reference.post_id)
        except NotFoundError:
            return None
        return post.id if post.topic_id == topic_id and post.position > 1 and not post.is_hidden else None
    return None


def _check_sender(row: InboundMail, mail: Mail, user_id: UUID, at: datetime) -> None:
    """The address says to whom we wrote; only that account's own address may answer, and its domain must not disown it."""
    try:
        user = get_user_info(user_id)
    except NotFoundError as error:
        raise MailRefusedError("unknown_address", answers=False) from error
    if judge(mail.message, authserv=receiving_server()) is Verdict.FAIL:
        raise MailRefusedError("forged", answers=False)
    if normalise_email(mail.sender) != user.email:
        raise MailRefusedError("wrong_sender")
    if not user.is_active:
        raise MailRefusedError("not_allowed", answers=False)
    recent = InboundMail.objects.filter(user_id=user_id, outcome=Outcome.POSTED, received_at__gt=at - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise MailRefusedError("too_many")


def _words(error: InvalidError) -> str:
    fields = error.detail.get("fields", {})
    said = [str(text) for texts in fields.values() for text in (texts if isinstance(texts, list) else [texts])]
    return " ".join(said) or str(error)
