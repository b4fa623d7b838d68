"""The app role may not look at operators; the system role may write audit entries and never change them."""

from django.db import migrations

from kernel.row_security import role_name

TABLES = ("operators_operator", "operators_operatorsession", "operators_auditentry")


def build(apps, schema_editor):
    app, system = role_name("default"), role_name("system")
    for table in TABLES:
        schema_editor.execute(f"REVOKE ALL ON {table} FROM {app}", None)
    schema_editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON operators_auditentry FROM {system}", None)


class Migration(migrations.Migration):
    dependencies = [("operators", "0001_initial"), ("tenants", "0002_walls")]
    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
