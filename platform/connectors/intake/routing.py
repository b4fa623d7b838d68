"""From an address to the brand that it belongs to, before any brand is in context."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from connectors.actions.receiving import store_mail
from connectors.email.message_ids import find_references
from connectors.email.parsing import parse_mail
from connectors.email.tokens import BOUNCE, Token, is_genuine, read_address
from connectors.keys import mail_domain, sender_address, signing_secrets
from connectors.models.address import ReplyAddress
from connectors.models.outgoing import OutgoingMail
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import tenant_context
from tenants.queries import list_active_tenant_ids


@dataclass(frozen=True, slots=True)
class Route:
    """Where a mail to this address belongs. Without a tenant only the mail itself can tell."""

    address: str
    tenant_id: UUID | None


def route_of(address: str) -> Route | None:
    """The route of an address of ours; None for anybody else's, for a guessed one and for a brand that is closed."""
    address = address.strip().strip("<>").lower()
    token = read_address(address, domain=mail_domain())
    if token is not None:
        return Route(address, token.tenant_id) if _is_known(token) else None
    return Route(address, None) if address == sender_address().lower() else None


def take_in(route: Route, *, via: str, envelope_from: str, raw: bytes) -> bool:
    """Store the mail; False when it cannot be told whose it is, and then nothing was taken."""
    tenant_id = route.tenant_id or _tenant_by_references(raw)
    if tenant_id is None:
        return False
    with tenant_context(tenant_id):
        actor = system_actor(tenant_id)
        store_mail(actor=actor, via=via, recipient=route.address, envelope_from=envelope_from, raw=raw, at=now())
    return True


def first_route(addresses: Iterable[str]) -> Route | None:
    """The route of the first of these addresses that has one, signed ones before our plain sender's."""
    found = [route for route in map(route_of, addresses) if route is not None]
    return next((route for route in found if route.tenant_id is not None), found[0] if found else None)


def _is_known(token: Token) -> bool:
    if token.tenant_id not in set(list_active_tenant_ids()):
        return False
    with tenant_context(token.tenant_id):
        facts: tuple[object, ...] | None
        if token.kind == BOUNCE:
            facts = OutgoingMail.objects.filter(bounce_key=token.key).values_list("pk").first()
        else:
            row = ReplyAddress.objects.filter(key=token.key).first()
            facts = row.facts if row is not None else None
    return facts is not None and is_genuine(token, facts, secrets=signing_secrets())


def _tenant_by_references(raw: bytes) -> UUID | None:
    active = set(list_active_tenant_ids())
    found = find_references(parse_mail(raw).references, secrets=signing_secrets())
    return next((each.tenant_id for each in found if each.tenant_id in active), None)
