"""Keeping the list of screened addresses: adding, rolling up neighbours, forgetting."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.queries import get_user_info
from brand_settings.queries import read
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from moderation.auditing import note
from moderation.errors import BadAddressError
from moderation.events import AddressScreened
from moderation.judging.addresses import covers, plain_email, plain_ip, plain_network, roll_up_domains, roll_up_networks
from moderation.judging.reading import plain_host
from moderation.models.screened import AddressEffect, AddressKind, ScreenedAddress
from moderation.policies import can_advance, can_manage_moderation, can_penalise
from moderation.settings import SpamSettings


@action
def screen(
    *, actor: Actor, kind: str, value: str, effect: str = AddressEffect.BLOCK, days: int | None = None, at: datetime | None = None
) -> ScreenedAddress:
    """The entry for this address; one that is there gets the new effect and time. Neighbours may roll up into one."""
    authorise(actor, can_manage_moderation)
    return _put(actor, kind, value, effect, days=days, at=at or now())


@action
def screen_member(*, actor: Actor, user_id: UUID, at: datetime | None = None) -> ScreenedAddress:
    """The entry for a spammer's mailbox, so that the same one does not simply join again."""
    authorise(actor, can_penalise)
    return _put(actor, AddressKind.EMAIL, get_user_info(user_id).email, AddressEffect.BLOCK, days=None, at=at or now())


@action
def unscreen(*, actor: Actor, address_id: UUID, at: datetime | None = None) -> None:
    """Take an address off the list."""
    authorise(actor, can_manage_moderation)
    entry = ScreenedAddress.objects.filter(pk=address_id).first()
    if entry is None:
        raise NotFoundError
    note(actor, "unscreen", at=at or now(), address=entry.pk, kind_of=entry.kind)
    entry.delete()
    publish(AddressScreened(address_id=address_id), actor=actor, at=at)


@action
def forget_expired(*, actor: Actor, at: datetime | None = None) -> int:
    """Drop entries whose time is over; answers how many."""
    authorise(actor, can_advance)
    dropped, _rows = ScreenedAddress.objects.filter(expires_at__lte=at or now()).delete()
    return dropped


def _put(actor: Actor, kind: str, value: str, effect: str, *, days: int | None, at: datetime) -> ScreenedAddress:
    if kind not in set(AddressKind):
        raise InvalidError.choose("kind", AddressKind)
    if effect not in set(AddressEffect):
        raise InvalidError.choose("effect", AddressEffect)
    plain = _plain(AddressKind(kind), value)
    if not plain:
        raise BadAddressError.about("value")
    settings = read(SpamSettings)
    expires_at = at + timedelta(days=days if days is not None else settings.address_days)
    if expires_at <= at:
        raise InvalidError(fields={"days": [_("At least one day.")]})
    entry, _made = ScreenedAddress.objects.update_or_create(
        kind=AddressKind(kind).value,
        value=plain,
        defaults={"effect": AddressEffect(effect).value, "expires_at": expires_at},
        create_defaults={"effect": AddressEffect(effect).value, "expires_at": expires_at, "created_at": at},
    )
    note(actor, "screen", at=at, address=entry.pk, kind_of=entry.kind, effect=entry.effect)
    publish(AddressScreened(address_id=entry.pk), actor=actor, at=at)
    _roll_up(actor, entry, settings, at=at)
    return entry


def _plain(kind: AddressKind, value: str) -> str:
    if kind is AddressKind.EMAIL:
        return plain_email(value)
    if kind is AddressKind.IP:
        return plain_ip(value)
    if kind is AddressKind.NETWORK:
        return plain_network(value)
    host = plain_host(value.strip().removeprefix("@"))
    return host if "." in host and " " not in host and "/" not in host else ""


def _roll_up(actor: Actor, entry: ScreenedAddress, settings: SpamSettings, *, at: datetime) -> None:
    """Single entries that became many in one neighbourhood are replaced by that neighbourhood."""
    if entry.effect != AddressEffect.BLOCK or entry.kind not in (AddressKind.IP, AddressKind.EMAIL):
        return
    rows = ScreenedAddress.objects.filter(kind=entry.kind, effect=AddressEffect.BLOCK, expires_at__gt=at)
    values = dict(rows.values_list("value", "pk"))
    if entry.kind == AddressKind.IP:
        wide, wider = roll_up_networks(values, settings.roll_up_at), AddressKind.NETWORK
    else:
        wide, wider = roll_up_domains(values, settings.roll_up_at), AddressKind.DOMAIN
    for value in wide:
        _put(actor, wider, value, AddressEffect.BLOCK, days=None, at=at)
        inside = [key for single, key in values.items() if _is_inside(value, single)]
        ScreenedAddress.objects.filter(pk__in=inside).exclude(pk=entry.pk).delete()


def _is_inside(wide: str, single: str) -> bool:
    return single.rpartition("@")[2] == wide if "@" in single else covers(wide, single)
