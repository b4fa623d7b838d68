"""The wall around the ground floor itself, and the few doors through it that open before a tenant is known."""

from django.db import migrations

from kernel.row_security import definer_function, role_name, seal_statements

INFO = "TABLE (id uuid, slug varchar, name varchar, language varchar, time_zone varchar, accent varchar, tagline varchar, primary_host varchar, suspended boolean)"
SELECT = """
    RETURN QUERY SELECT t.id, t.slug, t.name, t.language, t.time_zone, t.accent, t.tagline,
        coalesce((SELECT p.host FROM public.tenants_domain p WHERE p.tenant_id = t.id ORDER BY p.is_primary DESC, p.host LIMIT 1), '')::varchar,
        t.suspended_at IS NOT NULL
    FROM public.tenants_tenant t WHERE
"""


def build(apps, schema_editor):
    app = role_name("default")
    for table, column in (("tenants_tenant", "id"), ("tenants_domain", "tenant_id")):
        for statement in seal_statements(table, column):
            schema_editor.execute(statement, None)
        schema_editor.execute(f"REVOKE INSERT, DELETE ON {table} FROM {app}", None)
    by_host = SELECT + "t.id = (SELECT d.tenant_id FROM public.tenants_domain d WHERE d.host = wanted);"
    by_slug = SELECT + "t.slug = wanted;"
    active = "BEGIN RETURN QUERY SELECT t.id FROM public.tenants_tenant t WHERE t.suspended_at IS NULL ORDER BY t.id; END"
    for statement in (
        definer_function("tenants_resolve_host", "wanted text", INFO, f"BEGIN {by_host} END"),
        definer_function("tenants_resolve_slug", "wanted text", INFO, f"BEGIN {by_slug} END"),
        definer_function("tenants_active_ids", "", "SETOF uuid", active),
    ):
        schema_editor.execute(statement, None)


def raze(apps, schema_editor):
    for name in ("tenants_resolve_host(text)", "tenants_resolve_slug(text)", "tenants_active_ids()"):
        schema_editor.execute(f"DROP FUNCTION {name}", None)


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]
    operations = [migrations.RunPython(build, raze)]
