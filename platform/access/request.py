"""The request as pages on a brand's host see it; for annotations."""

from django.http import HttpRequest

from kernel.actor import Actor
from tenants.contracts import TenantInfo


class BrandRequest(HttpRequest):
    """A request that passed the tenant and actor middleware."""

    tenant: TenantInfo
    actor: Actor
