"""The demo's brands as tenants. What somebody else made under the same short name is not the demo's."""

from django.db import transaction

from demo.contracts import BrandText
from demo.loading.progress import begin
from kernel.clock import now
from tenants.models import Domain, Tenant
from tenants.queries import forget_hosts

_SYSTEM = "system"


def make_tenant(brand: BrandText) -> None:
    """The brand with its host name and, in the same transaction, the mark that it is the demo's own."""
    with transaction.atomic(using=_SYSTEM):
        tenant = Tenant.objects.using(_SYSTEM).create(
            slug=brand.slug,
            name=brand.name,
            language=brand.language,
            time_zone=brand.time_zone,
            accent=brand.accent,
            tagline=brand.tagline,
        )
        Domain.objects.using(_SYSTEM).create(tenant=tenant, host=f"{brand.slug}.localhost", is_primary=True)
        begin(tenant.pk, now(), using=_SYSTEM)
    forget_hosts()
