"""Absolute addresses on the brand's own host."""

from access.request import BrandRequest
from tenants.middleware import tenant_of


def origin(request: BrandRequest) -> str:
    """Scheme and host of the brand's primary domain, with the port of this request: the one name under which pages are known."""
    host = request.get_host()
    primary = tenant_of(request).primary_host
    name, separator, port = host.partition(":")
    return f"{request.scheme}://{primary or name}{separator}{port}"
