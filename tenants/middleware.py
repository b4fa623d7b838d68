"""From the host of a request to the tenant it concerns."""

from collections.abc import Callable
from typing import Any, cast

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kernel.remembering import remembering
from kernel.request import tenantless
from tenants.context import tenant_context
from tenants.contracts import TenantInfo
from tenants.queries import resolve_host


def host_of(request: HttpRequest) -> str:
    """The request's host without its port, lower case."""
    return request.get_host().rsplit(":", 1)[0].lower()


class TenantMiddleware:
    """Sets the tenant for the request, or answers 404 for a host that nobody owns.

    Paths in `kernel.request.TENANTLESS` (health, metrics) and the operators' host pass without a tenant.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.tenant = None
        if tenantless(request.path):
            return self.get_response(request)
        host = host_of(request)
        if host == settings.CHORUS.operator_host:
            request.urlconf = "config.operator_urls"
            return self.get_response(request)
        tenant = resolve_host(host)
        if tenant is None or tenant.suspended:
            return render(request, "web/no_tenant.html", {"suspended": tenant is not None}, status=404)
        request.tenant = tenant
        structlog.contextvars.bind_contextvars(tenant=tenant.slug)
        with tenant_context(tenant.id), remembering():
            return self.get_response(request)


def tenant_of(request: Any) -> TenantInfo:
    """The tenant of a request that passed the middleware; a programming error elsewhere."""
    tenant = request.tenant
    if tenant is None:
        raise LookupError("this route runs without a tenant")
    return cast("TenantInfo", tenant)
