"""What operators watch: how far each durable subscriber is behind over all tenants; sums alone, no tenant is named."""

from django.db import migrations

from kernel.row_security import definer_function

BACKLOG = """
BEGIN
    RETURN QUERY
    SELECT s.name::varchar,
        (SELECT coalesce(sum(h.seq - coalesce(c.seq, 0)), 0)::bigint FROM public.events_tenanthead h
            LEFT JOIN public.events_cursor c ON c.tenant_id = h.tenant_id AND c.subscriber = s.name
            WHERE h.seq > coalesce(c.seq, 0)),
        (SELECT count(*) FROM public.events_cursor c WHERE c.subscriber = s.name AND c.failures > 0),
        (SELECT count(*) FROM public.events_parked p WHERE p.subscriber = s.name AND p.resolved_at IS NULL)
    FROM unnest(subscribers) AS s(name);
END
"""


def build(apps, schema_editor):
    returns = "TABLE (subscriber varchar, behind bigint, failing bigint, parked bigint)"
    schema_editor.execute(definer_function("events_backlog", "subscribers text[]", returns, BACKLOG), None)


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION events_backlog(text[])", None)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_heads")]
    operations = [migrations.RunPython(build, raze)]
