"""The request as pages on a brand's host see it; for annotations."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from kernel.actor import Actor
from tenants.contracts import TenantInfo


class BrandRequest(HttpRequest):
    """A request that passed the tenant and actor middleware."""

    tenant: TenantInfo
    actor: Actor


def client_address(request: HttpRequest) -> str:
    """The caller's address: what the outermost of our own proxies saw, never what the caller claims."""
    proxies: int = settings.CHORUS.trusted_proxies
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return str(seen[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def address_hash(request: HttpRequest) -> str:
    """Names the caller's address without saying it: the same for one address of one installation."""
    return salted_hmac("access.request", client_address(request), algorithm="sha256").hexdigest()[:32]
