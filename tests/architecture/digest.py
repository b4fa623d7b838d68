"""A fingerprint of everything that a tenant owns, by which "nothing changed" is more than a manner of speaking."""

import hashlib

from django.db import connection

from tenants.context import tenant_context
from tests.plugin import TENANTS

LIVE = {"accounts_session": "seen_at moves with each request"}


def tenant_tables() -> list[str]:
    """Every table with a tenant, third-party ones included, as the database knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND EXISTS (
                 SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
               ORDER BY c.relname"""
        )
        return [row[0] for row in cursor.fetchall()]


def digests_of(brand: str) -> dict[str, str]:
    """One fingerprint per table of what this brand sees there."""
    found: dict[str, str] = {}
    with tenant_context(TENANTS[brand]), connection.cursor() as cursor:
        for table in tenant_tables():
            if table not in LIVE:
                cursor.execute(f"SELECT coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') FROM \"{table}\" t")
                found[table] = cursor.fetchone()[0]
    return found


def digest_of(brand: str) -> str:
    """All of it as one."""
    return hashlib.sha256(repr(digests_of(brand)).encode()).hexdigest()
