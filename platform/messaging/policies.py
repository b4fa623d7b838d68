"""Who may do what with private messages. Staff and moderators have no right of their own to read them."""

from typing import Any

from access.policies import policy
from brand_settings.queries import read
from kernel.actor import Actor
from kernel.clock import now
from messaging.contracts import is_trusted, may_begin
from messaging.models import Exchange, Message, Participant
from messaging.settings import MessagingSettings


def part_of(actor: Actor, exchange: Exchange) -> Participant | None:
    """The actor's part in it, unless they left."""
    if actor.user_id is None:
        return None
    return Participant.objects.filter(exchange_id=exchange.pk, user_id=actor.user_id, left_at=None).first()


@policy("messaging.use")
def can_use_messages(actor: Actor) -> bool:
    """Accounts, where the brand has messages."""
    return actor.is_authenticated and read(MessagingSettings).enabled


@policy("messaging.begin")
def can_begin(actor: Actor) -> bool:
    """Those whose level allows it and who may write at all."""
    return can_use_messages(actor) and may_begin(actor) and _has_voice(actor)


@policy("messaging.see")
def can_see_exchange(actor: Actor, exchange: Exchange, *_: Any) -> bool:
    """Participants."""
    return can_use_messages(actor) and part_of(actor, exchange) is not None


@policy("messaging.write", reveals=can_see_exchange)
def can_write(actor: Actor, exchange: Exchange) -> bool:
    """Participants who may write; whoever was written to may answer, whatever their level."""
    return can_see_exchange(actor, exchange) and _has_voice(actor)


@policy("messaging.arrange", reveals=can_see_exchange)
def can_arrange(actor: Actor, exchange: Exchange) -> bool:
    """Participants of a group who could have begun it add people and give it a title."""
    return exchange.is_group and can_write(actor, exchange) and may_begin(actor)


@policy("messaging.remove", reveals=can_see_exchange)
def can_remove(actor: Actor, exchange: Exchange, part: Participant) -> bool:
    """Everybody themselves; who began a group also others."""
    if not can_see_exchange(actor, exchange):
        return False
    mine = part_of(actor, exchange)
    is_own = part.user_id == actor.user_id
    began = mine is not None and mine.person_id is not None and mine.person_id == exchange.started_by_id
    return is_own or (exchange.is_group and began)


@policy("messaging.see_message")
def can_see_message(actor: Actor, message: Message, *_: Any) -> bool:
    """Participants, from where their part begins; hidden ones nobody."""
    part = part_of(actor, message.exchange) if can_use_messages(actor) else None
    return part is not None and message.position >= part.sees_from and message.hidden_at is None


@policy("messaging.withdraw", reveals=can_see_message)
def can_withdraw(actor: Actor, message: Message, is_own: bool) -> bool:
    """The author."""
    return is_own and message.kind == "text" and can_see_message(actor, message)


def _has_voice(actor: Actor) -> bool:
    return is_trusted(actor) or actor.silenced_until is None or actor.silenced_until <= now()
