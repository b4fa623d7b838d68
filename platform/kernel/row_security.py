"""SQL of the database's wall between tenants, for migrations. Plain text: nothing here runs a query.

Three roles (docs/adr/0002): the owner migrates, the app role serves and sees one tenant, the system role works across
tenants. Nobody bypasses row-level security: each role has a policy of its own.
"""

from collections.abc import Iterator

from django.conf import settings

CURRENT_TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid"


def role_name(alias: str) -> str:
    """The PostgreSQL role behind a database alias, quoted."""
    return '"' + str(settings.DATABASES[alias]["USER"]).replace('"', '""') + '"'


def seal_statements(table: str, column: str = "tenant_id") -> Iterator[str]:
    """Statements that force row-level security on a table whose `column` holds the tenant."""
    mine = f"{column} = {CURRENT_TENANT}"
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'CREATE POLICY tenant_isolation ON "{table}" USING ({mine}) WITH CHECK ({mine})'
    yield f'CREATE POLICY owner_migrates ON "{table}" TO CURRENT_USER USING (true) WITH CHECK (true)'
    yield f'CREATE POLICY system_spans ON "{table}" TO {role_name("system")} USING (true) WITH CHECK (true)'


def unseal_statements(table: str) -> Iterator[str]:
    """The reverse of `seal_statements`."""
    for policy in ("system_spans", "owner_migrates", "tenant_isolation"):
        yield f'DROP POLICY IF EXISTS {policy} ON "{table}"'
    yield f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'


def definer_function(name: str, arguments: str, returns: str, body: str, *, volatility: str = "STABLE") -> str:
    """CREATE FUNCTION as SECURITY DEFINER with a fixed search_path, callable by the app and system roles alone."""
    kinds = ", ".join(part.split(" DEFAULT ")[0].strip().split(" ", 1)[1] for part in arguments.split(",") if part.strip())
    return (
        f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {returns} LANGUAGE plpgsql {volatility} "
        f"SECURITY DEFINER SET search_path = pg_catalog, public AS $function$ {body} $function$; "
        f"REVOKE ALL ON FUNCTION {name}({kinds}) FROM PUBLIC; "
        f"GRANT EXECUTE ON FUNCTION {name}({kinds}) TO {role_name('default')}, {role_name('system')};"
    )
