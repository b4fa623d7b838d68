"""Whether somebody comes from an address on the brand's list."""

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from kernel.clock import now
from moderation.judging.addresses import covers, plain_email, plain_ip
from moderation.judging.matching import edit_distance, in_domain
from moderation.models.screened import AddressEffect, AddressKind, ScreenedAddress

SIMILAR = 2
"""So many changed letters make no new mailbox at the same provider."""
SHORT = 6
"""Names shorter than this resemble too many others."""
_STRENGTH = {AddressEffect.ALLOW.value: 0, AddressEffect.BLOCK.value: 1, AddressEffect.HOLD.value: 2}


def screen_address(*, email: str = "", ip: str = "", at: datetime | None = None) -> AddressEffect | None:
    """What the list says about an address: allowed wins over refused, that over held; None when it says nothing."""
    at = at or now()
    hits = [entry for entry in _candidates(email, ip, at) if _matches(entry, plain_email(email), plain_ip(ip))]
    if not hits:
        return None
    ScreenedAddress.objects.filter(pk__in=[entry.pk for entry in hits]).update(
        match_count=F("match_count") + 1, last_matched_at=at
    )
    return AddressEffect(min((entry.effect for entry in hits), key=lambda effect: _STRENGTH[effect]))


def _candidates(email: str, ip: str, at: datetime) -> list[ScreenedAddress]:
    """Wider entries are few; of single mailboxes and addresses only those that could match are read."""
    kinds = Q(kind=AddressKind.IP, value=plain_ip(ip))
    if ip:
        kinds |= Q(kind=AddressKind.NETWORK)
    if email:
        kinds |= Q(kind__in=[AddressKind.DOMAIN, AddressKind.EMAIL])
    return list(ScreenedAddress.objects.filter(kinds, expires_at__gt=at).order_by("pk")[:20_000])


def _matches(entry: ScreenedAddress, email: str, ip: str) -> bool:
    if entry.kind == AddressKind.IP:
        return bool(ip) and entry.value == ip
    if entry.kind == AddressKind.NETWORK:
        return bool(ip) and covers(entry.value, ip)
    if not email:
        return False
    if entry.kind == AddressKind.DOMAIN:
        return in_domain(email.rpartition("@")[2], entry.value)
    return entry.value == email or (entry.effect != AddressEffect.ALLOW and resembles(entry.value, email))


def resembles(known: str, given: str) -> bool:
    """Whether two mailboxes at one provider differ in so few letters that they are likely one person's."""
    name, _, domain = known.rpartition("@")
    other, _, elsewhere = given.rpartition("@")
    if domain != elsewhere or min(len(name), len(other)) < SHORT:
        return False
    return edit_distance(name, other, SIMILAR) <= SIMILAR


def refuse_joining(email: str, ip: str) -> str:
    """Why nobody from this address may join, or nothing; an `accounts.contracts.JoinScreener`."""
    if screen_address(email=email, ip=ip) is AddressEffect.BLOCK:
        return _("You cannot join from this address. Write to the brand if you think that this is a mistake.")
    return ""
