"""Who takes part, what it is called, how one hears of it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from messaging.actions.finding import hold_exchange, members_to_write_to, own_part
from messaging.actions.writing import changed, clean_title, count_message, put, refuse_unfit
from messaging.contracts import Circumstances, MessageSubmission
from messaging.errors import PairError
from messaging.events import ExchangeChanged, ExchangeRead
from messaging.models import Exchange, Message, Participant
from messaging.policies import can_arrange, can_remove, can_see_exchange
from people.actions import ensure_person, person_of_actor
from people.contracts import account_identity


@action
def add_people(*, actor: Actor, exchange_id: UUID, user_ids: Collection[UUID], at: datetime | None = None) -> None:
    """Add members to a group. They see what is said from now on, not what was said before."""
    at, exchange = at or now(), hold_exchange(exchange_id)
    authorise(actor, can_see_exchange, exchange)
    if not exchange.is_group:
        raise PairError
    authorise(actor, can_arrange, exchange)
    person = person_of_actor(actor=actor)
    parts = {part.user_id: part for part in Participant.objects.filter(exchange=exchange)}
    there = {user_id for user_id, part in parts.items() if part.left_at is None}
    new = set(user_ids) - there
    if not new:
        return
    for user_id, info in members_to_write_to(new, actor, person.pk, besides=len(there)).items():
        part = parts.get(user_id) or Participant(exchange=exchange, user_id=user_id)
        part.person_id = ensure_person(actor=actor, identity=account_identity(user_id), name=info.name).pk
        part.joined_at = part.active_at = at
        part.left_at, part.sees_from, part.read_to, part.unread = None, exchange.last_position + 1, exchange.last_position, 0
        part.save()
        put(actor, exchange, Message(kind="added", author=person, about_id=part.person_id), at=at)
    changed(actor, exchange, at)


@action
def remove_from_exchange(*, actor: Actor, exchange_id: UUID, user_id: UUID, at: datetime | None = None) -> None:
    """Leave, or take somebody out of a group that one began. Who leaves a talk of two puts it away until the other writes."""
    at, exchange = at or now(), hold_exchange(exchange_id)
    authorise(actor, can_see_exchange, exchange)
    part = Participant.objects.filter(exchange=exchange, user_id=user_id, left_at=None).first()
    if part is None:
        raise NotFoundError
    authorise(actor, can_remove, exchange, part)
    person = person_of_actor(actor=actor)
    if exchange.is_group:
        kind = "left" if part.user_id == actor.user_id else "removed"
        put(actor, exchange, Message(kind=kind, author=person, about_id=part.person_id), at=at)
    Participant.objects.filter(pk=part.pk).update(left_at=at, unread=0)
    publish(ExchangeChanged(exchange_id=exchange.pk, user_id=user_id), actor=actor, at=at)
    changed(actor, exchange, at)


@action
def change_exchange(
    *,
    actor: Actor,
    exchange_id: UUID,
    title: str | None = None,
    is_muted: bool | None = None,
    at: datetime | None = None,
    circumstances: Circumstances | None = None,
) -> Exchange:
    """Another title for everybody of a group; whether the actor wants to be told of what is said.

    With `circumstances` the title is counted and looked at like a message that begins something.
    """
    at, exchange = at or now(), hold_exchange(exchange_id)
    authorise(actor, can_see_exchange, exchange)
    part = own_part(actor, exchange)
    if is_muted is not None and is_muted != (part.muted_at is not None):
        part.muted_at = at if is_muted else None
        part.save(update_fields=["muted_at"])
        publish(ExchangeChanged(exchange_id=exchange.pk, user_id=part.user_id), actor=actor, at=at)
    wanted = clean_title(title) if title is not None else exchange.title
    if wanted != exchange.title:
        if not exchange.is_group:
            raise PairError
        authorise(actor, can_arrange, exchange)
        person = person_of_actor(actor=actor)
        if circumstances is not None and wanted:
            count_message(actor)
            refuse_unfit(MessageSubmission(actor, person.pk, wanted, "", True, circumstances), "title")
        exchange.title = wanted
        exchange.save(update_fields=["title"])
        put(actor, exchange, Message(kind="titled", author=person, body=wanted), at=at)
        changed(actor, exchange, at)
    return exchange


@action
def mark_exchange_read(*, actor: Actor, exchange_id: UUID, position: int, at: datetime | None = None) -> int:
    """How many are unread after reading up to here; never goes back."""
    exchange = hold_exchange(exchange_id)
    authorise(actor, can_see_exchange, exchange)
    part = own_part(actor, exchange)
    position = min(position, exchange.last_position)
    if position <= part.read_to and not part.unread:
        return 0
    part.read_to = max(part.read_to, position)
    rows = Message.objects.filter(exchange=exchange, position__gt=part.read_to, kind="text", hidden_at=None)
    part.unread = rows.exclude(author_id=part.person_id).count()
    part.save(update_fields=["read_to", "unread"])
    publish(ExchangeRead(exchange_id=exchange.pk, user_id=part.user_id, position=part.read_to), actor=actor, at=at)
    return part.unread
