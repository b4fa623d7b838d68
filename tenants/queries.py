"""Reads that happen before or beside a tenant's context."""

import time
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from kernel.public_pages import is_filling
from tenants.context import current_tenant_id
from tenants.contracts import TenantInfo

_TTL_SECONDS = 5.0
_by_host: dict[str, tuple[float, TenantInfo | None]] = {}
_COLUMNS = "id, slug, name, language, time_zone, accent, tagline, primary_host, suspended"


def resolve_host(host: str) -> TenantInfo | None:
    """The tenant that answers under this host name (no port), or None; remembered for five seconds.

    Read anew for a page that will be kept: it must not be made of what was true five seconds ago.
    """
    host = host.lower().rstrip(".")
    known = _by_host.get(host)
    if known is not None and known[0] > time.monotonic() and not is_filling():
        return known[1]
    tenant = _one(f"SELECT {_COLUMNS} FROM tenants_resolve_host(%s)", host)
    if len(_by_host) > 10_000:
        _by_host.clear()
    _by_host[host] = (time.monotonic() + _TTL_SECONDS, tenant)
    return tenant


def get_tenant_by_slug(slug: str) -> TenantInfo | None:
    """The tenant with this short name, or None; for commands."""
    return _one(f"SELECT {_COLUMNS} FROM tenants_resolve_slug(%s)", slug)


def get_current_tenant() -> TenantInfo:
    """The tenant in context; raises LookupError without one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.* FROM tenants_tenant t, LATERAL tenants_resolve_slug(t.slug) r WHERE t.id = %s", [current_tenant_id()]
        )
        row = cursor.fetchone()
    if row is None:
        raise LookupError("no tenant in context")
    return TenantInfo(*row)


def list_active_tenant_ids() -> Sequence[UUID]:
    """Ids of all tenants that are not suspended, oldest first; for sweeps that visit each in its own context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM tenants_active_ids() AS t(id)")
        return [row[0] for row in cursor.fetchall()]


def forget_hosts() -> None:
    """Drop remembered hosts in this process (after a tenant changed, and between tests)."""
    _by_host.clear()


def _one(sql: str, value: str) -> TenantInfo | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        row = cursor.fetchone()
    return TenantInfo(*row) if row else None
