"""What the cache of anonymous pages asks at every turn: how far each tenant's log reaches, and what it gained since."""

from django.db import migrations

from kernel.row_security import definer_function

# One statement, so one snapshot: the head and the events up to it belong together.
STAMPS = """
DECLARE
    head record;
BEGIN
    FOR head IN
        SELECT wanted.tenant, wanted.after, coalesce(h.seq, 0) AS reached, coalesce(h.epoch::text, '') AS born
        FROM unnest(tenants, known) AS wanted (tenant, after) LEFT JOIN public.events_tenanthead h ON h.tenant_id = wanted.tenant
    LOOP
        RETURN QUERY SELECT head.tenant, head.reached, ''::varchar, head.born::varchar;
        IF head.reached > head.after THEN
            RETURN QUERY SELECT e.tenant_id, e.seq, e.type, e.subject FROM public.events_event e
                WHERE e.tenant_id = head.tenant AND e.seq > greatest(head.after, head.reached - 1000) AND e.seq <= head.reached
                ORDER BY e.seq;
        END IF;
    END LOOP;
END
"""


def build(apps, schema_editor):
    returns = "TABLE (tenant_id uuid, seq bigint, type varchar, subject varchar)"
    schema_editor.execute(definer_function("events_stamps", "tenants uuid[], known bigint[]", returns, STAMPS), None)


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION events_stamps(uuid[], bigint[])", None)


class Migration(migrations.Migration):
    dependencies = [("events", "0003_backlog")]
    operations = [migrations.RunPython(build, raze)]
