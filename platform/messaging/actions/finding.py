"""Finding and locking, for the actions beside it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from accounts.actors import require_user_id
from accounts.contracts import UserInfo
from accounts.notices import ignoring
from accounts.queries import list_user_infos
from brand_settings.queries import read
from kernel.actor import Actor
from kernel.errors import NotFoundError
from messaging.contracts import is_trusted
from messaging.errors import NoSuchMemberError, NotTakenError, TooManyPeopleError
from messaging.models import Exchange, Message, Participant
from messaging.settings import MessagingSettings


def hold_exchange(exchange_id: UUID) -> Exchange:
    """The exchange, locked: positions are given one after another."""
    found = Exchange.objects.select_for_update().filter(pk=exchange_id).first()
    if found is None:
        raise NotFoundError
    return found


def find_message(message_id: UUID) -> Message:
    """The message with its exchange."""
    found = Message.objects.select_related("exchange").filter(pk=message_id).first()
    if found is None:
        raise NotFoundError
    return found


def own_part(actor: Actor, exchange: Exchange) -> Participant:
    """The actor's part, which a policy has found before."""
    return Participant.objects.get(exchange_id=exchange.pk, user_id=require_user_id(actor))


def members_to_write_to(user_ids: Collection[UUID], actor: Actor, person_id: UUID, *, besides: int) -> Mapping[UUID, UserInfo]:
    """The accounts, when all of them exist, take messages from this person, and are not too many with those there already."""
    found = {key: info for key, info in list_user_infos(user_ids).items() if info.is_active}
    if not found or len(found) < len(set(user_ids)):
        raise NoSuchMemberError.about("user_ids")
    if len(found) + besides > read(MessagingSettings).most_people:
        raise TooManyPeopleError.about("user_ids")
    if not is_trusted(actor) and ignoring(list(found), person_id):
        raise NotTakenError
    return found
