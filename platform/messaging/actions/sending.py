"""Beginning to talk, answering, and taking something back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.notices import ignoring
from events.recording import action, publish
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import ConflictError, ForbiddenError
from kernel.ids import uuid7
from messaging.actions.finding import find_message, hold_exchange, members_to_write_to
from messaging.actions.writing import clean_title, say
from messaging.contracts import Circumstances, is_trusted
from messaging.errors import NotTakenError
from messaging.events import MessageHidden
from messaging.models import Exchange, Message, Participant
from messaging.policies import can_begin, can_withdraw, can_write
from people.actions import ensure_person, person_of_actor
from people.contracts import account_identity
from people.queries import person_id_of_user


@action
def begin_exchange(
    *,
    actor: Actor,
    user_ids: Collection[UUID],
    body: str,
    title: str = "",
    id: UUID | None = None,  # noqa: A002 - it is the id
    circumstances: Circumstances | None = None,
    at: datetime | None = None,
) -> Exchange:
    """The exchange with these members and its first message; with one other member it is the one that the two have already.

    `id` is that of the message, minted by the client: sent twice, it is said once.
    """
    at, me = at or now(), require_user_id(actor)
    person = person_of_actor(actor=actor)
    known = Message.objects.select_related("exchange").filter(pk=id, author=person).first() if id is not None else None
    if known is not None:
        return known.exchange
    authorise(actor, can_begin)
    others = members_to_write_to(set(user_ids) - {me}, actor, person.pk, besides=1)
    pair = ":".join(sorted(map(str, (me, *others)))) if len(others) == 1 and not title.strip() else None
    exchange, is_new = _open(pair, clean_title(title), person.pk, at)
    if is_new:
        faces = {info.id: _face(actor, info.id, info.name) for info in others.values()}
        for user_id, person_id in {me: person.pk, **faces}.items():
            part = Participant(exchange=exchange, user_id=user_id, person_id=person_id, joined_at=at, active_at=at)
            part.save(force_insert=True)
    say(
        actor,
        exchange,
        person.pk,
        body,
        message_id=id or uuid7(),
        at=at,
        is_first=is_new,
        circumstances=circumstances,
        title=exchange.title if is_new else "",
    )
    return exchange


@action
def send_message(
    *,
    actor: Actor,
    exchange_id: UUID,
    body: str,
    id: UUID | None = None,  # noqa: A002 - it is the id
    circumstances: Circumstances | None = None,
    at: datetime | None = None,
) -> Message:
    """The message, or the one that was sent with this id before."""
    exchange = hold_exchange(exchange_id)
    authorise(actor, can_write, exchange)
    person = person_of_actor(actor=actor)
    known = Message.objects.filter(pk=id).first() if id is not None else None
    if known is not None:
        if known.author_id != person.pk or known.exchange_id != exchange.pk:
            raise ConflictError(_("Something else has this id already."))
        return known
    if not exchange.is_group and not is_trusted(actor):
        others = Participant.objects.filter(exchange=exchange).exclude(user_id=require_user_id(actor))
        if ignoring(list(others.values_list("user_id", flat=True)), person.pk):
            raise NotTakenError
    return say(
        actor, exchange, person.pk, body, message_id=id or uuid7(), at=at or now(), is_first=False, circumstances=circumstances
    )


@action
def withdraw_message(*, actor: Actor, message_id: UUID, at: datetime | None = None) -> None:
    """Take back what one said: its place stays, its words are seen by nobody. Nothing when it is hidden already."""
    message = find_message(message_id)
    is_own = actor.user_id is not None and message.author_id == person_id_of_user(actor.user_id)
    if message.hidden_as == "deleted" and is_own:
        return
    authorise(actor, can_withdraw, message, is_own)
    _hide(message, "deleted", actor=actor, at=at or now())


@action
def conceal_message(*, actor: Actor, message_id: UUID, why: str, at: datetime) -> None:
    """Take a reported message away; the platform's deed after moderation has asked who may."""
    _platform_only(actor)
    message = find_message(message_id)
    if message.hidden_as != why:
        _hide(message, why, actor=actor, at=at)


@action
def reveal_message(*, actor: Actor, message_id: UUID, at: datetime) -> None:
    """Bring it back, unless its author withdrew it."""
    _platform_only(actor)
    message = find_message(message_id)
    if message.hidden_at is not None and message.hidden_as != "deleted":
        _hide(message, "", actor=actor, at=at)


def _platform_only(actor: Actor) -> None:
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError


def _hide(message: Message, why: str, *, actor: Actor, at: datetime) -> None:
    message.hidden_at, message.hidden_as = (at if why else None), why
    message.save(update_fields=["hidden_at", "hidden_as"])
    parts = Participant.objects.filter(exchange_id=message.exchange_id, left_at=None)
    for user_id in parts.order_by("pk").values_list("user_id", flat=True):
        event = MessageHidden(exchange_id=message.exchange_id, user_id=user_id, message_id=message.pk, position=message.position)
        publish(event, actor=actor, at=at)


def _open(pair: str | None, title: str, person_id: UUID, at: datetime) -> tuple[Exchange, bool]:
    """The exchange, locked, and whether it is new. Two who write to each other at once meet in the same one."""
    known = Exchange.objects.select_for_update().filter(pair=pair).first() if pair is not None else None
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            return Exchange.objects.create(title=title, pair=pair, started_by_id=person_id, created_at=at), True
    except IntegrityError:
        return Exchange.objects.select_for_update().get(pair=pair), False


def _face(actor: Actor, user_id: UUID, name: str) -> UUID:
    return ensure_person(actor=actor, identity=account_identity(user_id), name=name).pk
