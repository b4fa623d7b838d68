"""What all ways of saying something share, inside their transaction."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from access.limits import Allowance, take
from accounts.actions.notices import give_notice
from accounts.actors import require_user_id
from accounts.notices import ignoring
from brand_settings.queries import read
from events.recording import publish
from files.queries.links import link_rules
from kernel.actor import Actor
from kernel.errors import InvalidError
from kernel.markdown import render_markdown
from kernel.text import one_line, printable
from messaging.contracts import Circumstances, MessageSubmission, count_beginning, is_trusted, refusal_of
from messaging.errors import RefusedMessageError
from messaging.events import ExchangeChanged, MessageSent
from messaging.models import MAX_BODY, MAX_TITLE, Exchange, Message, Participant
from messaging.settings import MessagingSettings


def clean_body(body: str) -> str:
    """The text with Unix line ends; raises InvalidError for none or too much."""
    text = printable(body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text or len(text) > MAX_BODY:
        problem = f"At most {MAX_BODY} characters." if text else "Write something first."
        raise InvalidError(problem, fields={"body": [problem]})
    return text


def clean_title(title: str) -> str:
    """One line; raises InvalidError when it is too long."""
    text = one_line(title)
    if len(text) > MAX_TITLE:
        problem = f"At most {MAX_TITLE} characters."
        raise InvalidError(problem, fields={"title": [problem]})
    return text


def say(
    actor: Actor,
    exchange: Exchange,
    person_id: UUID,
    body: str,
    *,
    message_id: UUID,
    at: datetime,
    is_first: bool,
    circumstances: Circumstances | None,
    title: str = "",
) -> Message:
    """Check, count, write and tell. The exchange is locked. Only edges pass circumstances; inner callers are not checked.

    A `title` is looked at together with the first words.
    """
    text = clean_body(body)
    html = render_markdown(text, links=link_rules())
    if circumstances is not None:
        _count(actor, is_first=is_first)
        refuse_unfit(MessageSubmission(actor, person_id, f"{title}\n{text}".strip(), html, is_first, circumstances), "body")
    message = Message(pk=message_id, author_id=person_id, body=text, html=html)
    put(actor, exchange, message, at=at)
    return message


def refuse_unfit(submission: MessageSubmission, field: str) -> None:
    """Raise RefusedMessageError beside this field when moderation says that it may not be sent."""
    reason = refusal_of(submission)
    if reason:
        raise RefusedMessageError(reason, fields={field: [reason]})


def put(actor: Actor, exchange: Exchange, message: Message, *, at: datetime) -> None:
    """Give it the next position, count it for the others and let everybody know."""
    exchange.last_position += 1
    exchange.save(update_fields=["last_position"])
    message.exchange, message.position, message.created_at = exchange, exchange.last_position, at
    message.save(force_insert=True)
    parts = Participant.objects.filter(exchange=exchange)
    if not exchange.is_group:
        parts.update(left_at=None)  # whoever put it away finds it again when the other writes
    parts = parts.filter(left_at=None)
    parts.update(active_at=at)
    users = dict(parts.order_by("pk").values_list("user_id", "muted_at"))
    others = [user_id for user_id in users if user_id != actor.user_id]
    deaf = set(ignoring(others, message.author_id)) if message.author_id is not None and others else set()
    if message.kind == "text":
        heard = [user_id for user_id in others if user_id not in deaf]
        parts.filter(user_id__in=heard).update(unread=F("unread") + 1)
        parts.filter(user_id=require_user_id(actor)).update(read_to=exchange.last_position, unread=0)
        _tell(actor, exchange, message, [user_id for user_id in heard if users[user_id] is None], at)
    for user_id in users:
        event = MessageSent(exchange_id=exchange.pk, user_id=user_id, message_id=message.pk, position=message.position)
        publish(event, actor=actor, at=at)


def changed(actor: Actor, exchange: Exchange, at: datetime) -> None:
    """Let everybody who takes part know."""
    for user_id in Participant.objects.filter(exchange=exchange, left_at=None).order_by("pk").values_list("user_id", flat=True):
        publish(ExchangeChanged(exchange_id=exchange.pk, user_id=user_id), actor=actor, at=at)


def count_message(actor: Actor) -> None:
    """Count one text in an exchange; raises TooManyError."""
    if not is_trusted(actor):
        take("private-message", str(actor.user_id), [Allowance(read(MessagingSettings).a_minute, 60)])


def _count(actor: Actor, *, is_first: bool) -> None:
    if is_first and not is_trusted(actor):
        count_beginning(actor)
    count_message(actor)


def _tell(actor: Actor, exchange: Exchange, message: Message, user_ids: list[UUID], at: datetime) -> None:
    for user_id in user_ids:
        give_notice(
            actor=actor,
            user_id=user_id,
            kind="message",
            key=str(exchange.pk),
            person_id=message.author_id,
            data={"exchange": str(exchange.pk)},
            at=at,
        )
