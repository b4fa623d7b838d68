"""A web process compares the heads of the tenants it has sockets for, in one query instead of one a tenant."""

from django.db import migrations

from kernel.row_security import definer_function

HEADS = """
BEGIN
    RETURN QUERY SELECT h.tenant_id, h.seq, h.epoch, h.pruned_seq FROM public.events_tenanthead h WHERE h.tenant_id = ANY(tenants);
END
"""


def build(apps, schema_editor):
    returns = "TABLE (tenant_id uuid, seq bigint, epoch uuid, pruned_seq bigint)"
    schema_editor.execute(definer_function("events_heads", "tenants uuid[]", returns, HEADS), None)


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION events_heads(uuid[])", None)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(build, raze)]
