"""Tables of allauth that hold tenant data get the tenant's column, keys and policy; guardian's generic tables are locked.

The column's default is the tenant in the session variable, so the libraries need not know of it. Uniques that ranged
over the installation (one verified account per address) range over the tenant from here on.
"""

from django.db import migrations

from kernel.row_security import CURRENT_TENANT, role_name, seal_statements, unseal_statements

SEALED = ("account_emailaddress", "account_emailconfirmation", "mfa_authenticator")
LOCKED = ("guardian_userobjectpermission", "guardian_groupobjectpermission")


def build(apps, schema_editor):
    def run(sql):
        schema_editor.execute(sql, None)

    for table in SEALED:
        run(f"ALTER TABLE {table} ADD COLUMN tenant_id uuid NOT NULL DEFAULT {CURRENT_TENANT} REFERENCES tenants_tenant (id) DEFERRABLE INITIALLY DEFERRED")
        for statement in seal_statements(table):
            run(statement)
        # Uniques and indexes of the library that look across tenants, whatever this version of it calls them.
        run(f"""
            DO $do$ DECLARE c record; BEGIN
                FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'u' LOOP
                    EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', c.conname);
                END LOOP;
                FOR c IN SELECT i.indexrelid::regclass AS name FROM pg_index i WHERE i.indrelid = '{table}'::regclass AND NOT i.indisprimary LOOP
                    EXECUTE format('DROP INDEX %s', c.name);
                END LOOP;
            END $do$
        """)
        run(f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey CASCADE, ADD CONSTRAINT {table}_pkey PRIMARY KEY (tenant_id, id)")
    run("CREATE UNIQUE INDEX emailaddress_of_user ON account_emailaddress (tenant_id, user_id, email)")
    run("CREATE UNIQUE INDEX emailaddress_primary ON account_emailaddress (tenant_id, user_id, \"primary\") WHERE \"primary\"")
    run("CREATE UNIQUE INDEX emailaddress_verified ON account_emailaddress (tenant_id, email) WHERE verified")
    run("CREATE INDEX emailaddress_email ON account_emailaddress (tenant_id, email)")
    run("CREATE UNIQUE INDEX emailconfirmation_key ON account_emailconfirmation (tenant_id, key)")
    run("CREATE INDEX authenticator_of_user ON mfa_authenticator (tenant_id, user_id, type)")
    run("CREATE UNIQUE INDEX authenticator_once ON mfa_authenticator (tenant_id, user_id, type) WHERE type IN ('totp', 'recovery_codes')")
    for table, column, target in (
        ("account_emailaddress", "user_id", "accounts_user"),
        ("account_emailconfirmation", "email_address_id", "account_emailaddress"),
        ("mfa_authenticator", "user_id", "accounts_user"),
    ):
        run(f"""
            DO $do$ DECLARE c record; BEGIN
                FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'f' AND confrelid = '{target}'::regclass LOOP
                    EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', c.conname);
                END LOOP;
            END $do$
        """)
        run(f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fk FOREIGN KEY (tenant_id, {column}) REFERENCES {target} (tenant_id, id) DEFERRABLE INITIALLY DEFERRED")
    for table in LOCKED:
        # Django's cascade deletes from them with each user: allowed, and there is never a row to see.
        run(f"REVOKE INSERT, UPDATE ON {table} FROM {role_name('default')}, {role_name('system')}")
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table in ("auth_group", "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations"):
        run(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role_name('default')}, {role_name('system')}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("tenants", "0002_walls"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
    ]
    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
