"""What `make up` prints when all is ready: where to go and how to sign in."""

from collections.abc import Sequence

from django.conf import settings

from demo.contracts import BrandText
from demo.loading.operator import ADDRESS
from demo.loading.people import PASSWORD
from demo.loading.progress import is_of_the_demo
from demo.reading import read_brands
from tenants.context import tenant_context
from tenants.queries import get_tenant_by_slug

_ROLES = ("owner", "admin", "manager", "agent", "moderator")


def sign_ins() -> str:
    """The block of addresses and sign-ins; empty when there is no demo."""
    blocks = [block for brand in read_brands() if (block := _block(brand))]
    if not blocks:
        return ""
    console = [f"Operators' console   {_address(settings.CHORUS.operator_host)}", f"  {ADDRESS}", ""]
    return "\n".join([*blocks, *console, f"Password of everybody: {PASSWORD}"])


def _block(brand: BrandText) -> str:
    tenant = get_tenant_by_slug(brand.slug)
    if tenant is None:
        return ""
    with tenant_context(tenant.id):
        if not is_of_the_demo():
            return ""
    lines = [f"{brand.name}   {_address(tenant.primary_host)}"]
    lines += [f"  {address:<24} {what}" for address, what in _people(brand)]
    return "\n".join([*lines, ""])


def _people(brand: BrandText) -> Sequence[tuple[str, str]]:
    teams = {team.key: team.name for team in brand.team}
    staff = sorted(brand.staff, key=lambda person: _ROLES.index(person.role))
    shown = [(brand.address_of(person.key), ", ".join([person.role, *(teams[key] for key in person.teams)])) for person in staff]
    return [*shown, *((brand.address_of(person.key), "customer") for person in brand.customer if person.signs_in)]


def _address(host: str) -> str:
    chorus = settings.CHORUS
    return f"{chorus.public_scheme}://{host}{chorus.link_port}/"
