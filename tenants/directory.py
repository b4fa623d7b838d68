"""All brands at once, read through the role that works across tenants; for operators alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from kernel.pagination import Page, paginate
from tenants.models import Domain, Tenant

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class TenantEntry:
    """A brand with its hosts, the primary one first."""

    tenant: Tenant
    hosts: Sequence[str]


def list_tenants(*, text: str = "", cursor: str | None = None, size: int = 25) -> Page[TenantEntry]:
    """Brands by short name; `text` is part of a name, short name or host."""
    rows: QuerySet[Tenant] = Tenant.objects.using(SYSTEM)
    if text:
        with_host = Domain.objects.using(SYSTEM).filter(host__icontains=text).values("tenant_id")
        rows = rows.filter(Q(slug__icontains=text) | Q(name__icontains=text) | Q(pk__in=with_host))
    page = paginate(rows, order=["slug"], cursor=cursor, size=size)
    hosts = _hosts([tenant.pk for tenant in page.items])
    return page.map(lambda tenant: TenantEntry(tenant, hosts.get(tenant.pk, [])))


def get_tenant_entry(*, tenant_id: UUID | None = None, slug: str | None = None) -> TenantEntry | None:
    """One brand by id or short name, or None."""
    wanted = Q(pk=tenant_id) if tenant_id is not None else Q(slug=slug)
    tenant = Tenant.objects.using(SYSTEM).filter(wanted).first()
    return TenantEntry(tenant, _hosts([tenant.pk]).get(tenant.pk, [])) if tenant is not None else None


def _hosts(tenant_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    rows = Domain.objects.using(SYSTEM).filter(tenant_id__in=tenant_ids).order_by("-is_primary", "host")
    for tenant_id, host in rows.values_list("tenant_id", "host"):
        assert tenant_id is not None
        found.setdefault(tenant_id, []).append(host)
    return found
