"""Is the wall up? What the runtime role may and may not do, read from the database itself."""

from collections.abc import Sequence

from django.db import connection


def list_breaches() -> Sequence[str]:
    """Sentences, one for each way in which the runtime role could pass row-level security; empty when it cannot."""
    breaches: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, superuser, bypass = cursor.fetchone()
        if superuser:
            breaches.append(f"The runtime role {name} is a superuser.")
        if bypass:
            breaches.append(f"The runtime role {name} bypasses row-level security.")
        cursor.execute(
            """SELECT c.relname, pg_get_userbyid(c.relowner) = current_user, c.relrowsecurity, c.relforcerowsecurity
               FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND EXISTS (
                 SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)
               ORDER BY c.relname"""
        )
        for table, owned, enabled, forced in cursor.fetchall():
            if owned:
                breaches.append(f"The runtime role {name} owns {table}.")
            if not (enabled and forced):
                breaches.append(f"Row-level security is not forced on {table}.")
    return breaches
