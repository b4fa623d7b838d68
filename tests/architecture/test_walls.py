"""The wall as the database itself describes it (pg_catalog), third-party tables included."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests.architecture.house import stale

pytestmark = pytest.mark.django_db

POLICIES = {"tenant_isolation", "owner_migrates", "system_spans"}
MINE = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"
WITHOUT_TENANT = {
    "tenants_tenant": "its id is the tenant; sealed by that",
    "django_migrations": "names of migrations",
    "django_content_type": "names of models",
    "auth_permission": "names of permissions",
    "auth_group": "Django's groups, unused and read-only",
    "auth_group_permissions": "Django's groups, unused and read-only",
    "guardian_userobjectpermission": "guardian's generic grants, locked (accounts 0002)",
    "guardian_groupobjectpermission": "guardian's generic grants, locked (accounts 0002)",
    "operators_operator": "operators live outside tenants; closed to the runtime role",
    "operators_operatorsession": "operators live outside tenants; closed to the runtime role",
    "operators_auditentry": "operators live outside tenants; closed to the runtime role",
}
CLOSED = {table for table, reason in WITHOUT_TENANT.items() if "closed to the runtime role" in reason}
WRITABLE_WITHOUT_TENANT: dict[str, str] = {}
OTHER_INDEXES = {
    "tenants_tenant_pkey": "the tenant itself",
    "tenants_tenant_slug_key": "the tenant itself",
    "tenants_domain_pkey": "read before a tenant is known",
    "tenants_domain_host_key": "read before a tenant is known",
}
TABLES = """
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""
HAS_TENANT = "EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)"


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def names(sql: str, *values: Any) -> set[str]:
    return {row[0] for row in rows(sql, *values)}


def tenant_tables() -> set[str]:
    return names(f"SELECT c.relname {TABLES} AND {HAS_TENANT}")


def test_every_table_has_a_tenant_or_says_why_not() -> None:
    without = names(f"SELECT c.relname {TABLES} AND NOT {HAS_TENANT}")
    assert without - set(WITHOUT_TENANT) == set()
    assert stale(WITHOUT_TENANT, without) == set()


def test_row_level_security_is_enabled_and_forced() -> None:
    assert names(f"SELECT c.relname {TABLES} AND {HAS_TENANT} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)") == set()
    assert rows("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'tenants_tenant'") == [(True,)]


def test_every_tenant_table_has_exactly_our_policies() -> None:
    found: dict[str, set[str]] = {table: set() for table in tenant_tables()}
    for table, policy in rows("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"):
        found.setdefault(table, set()).add(policy)
    assert {table: policies for table, policies in found.items() if policies != POLICIES} == {}


def test_the_policy_for_the_runtime_role_compares_the_tenant_and_nothing_else() -> None:
    found = rows(
        "SELECT tablename, qual, with_check FROM pg_policies WHERE policyname = 'tenant_isolation' AND tablename <> 'tenants_tenant'"
    )
    assert {table for table, qual, check in found if (qual, check) != (MINE, MINE)} == set()


def test_the_other_policies_are_for_the_owner_and_the_system_role_alone() -> None:
    wide = rows(
        """SELECT policyname, array_agg(DISTINCT roles::text) FROM pg_policies
           WHERE policyname <> 'tenant_isolation' GROUP BY policyname ORDER BY policyname"""
    )
    mine = rows("SELECT current_user")[0][0]
    assert [policy for policy, _roles in wide] == ["owner_migrates", "system_spans"]
    assert all(len(roles) == 1 and mine not in roles[0] and "public" not in roles[0] for _policy, roles in wide)


def test_tables_without_a_tenant_cannot_be_written_by_the_runtime_role() -> None:
    writable = {
        table
        for table in names(f"SELECT c.relname {TABLES} AND NOT {HAS_TENANT} AND c.relname <> 'tenants_tenant'")
        if rows("SELECT has_table_privilege(%s, 'INSERT') OR has_table_privilege(%s, 'UPDATE')", table, table)[0][0]
    }
    assert writable - set(WRITABLE_WITHOUT_TENANT) == set()
    assert stale(WRITABLE_WITHOUT_TENANT, writable) == set()


@pytest.mark.parametrize("right", ["SELECT", "INSERT", "UPDATE", "DELETE"])
def test_tables_of_operators_are_closed_to_the_runtime_role(right: str) -> None:
    assert {table for table in CLOSED if rows("SELECT has_table_privilege(%s, %s)", table, right)[0][0]} == set()


def test_every_index_begins_with_the_tenant() -> None:
    others = names(
        f"""SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND ({HAS_TENANT} OR c.relname = 'tenants_tenant') AND NOT coalesce(
              (SELECT a.attname = 'tenant_id' FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0]), false)"""
    )
    others = {name for name in others if not name.endswith("_like")}
    assert others - set(OTHER_INDEXES) == set()
    assert stale(OTHER_INDEXES, others) == set()


def test_every_primary_key_holds_the_tenant() -> None:
    keyed = names(
        f"""SELECT c.relname {TABLES} AND {HAS_TENANT} AND EXISTS (
              SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
              WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attname = 'tenant_id')"""
    )
    assert tenant_tables() - keyed == {"tenants_domain"}


def foreign_keys() -> list[tuple[str, list[str], str, list[str]]]:
    return [  # type: ignore[misc] # four columns as named
        *rows(
            """SELECT k.conrelid::regclass::text,
                 (SELECT array_agg(a.attname::text ORDER BY x.n) FROM unnest(k.conkey) WITH ORDINALITY x(num, n)
                  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num),
                 k.confrelid::regclass::text,
                 (SELECT array_agg(a.attname::text ORDER BY x.n) FROM unnest(k.confkey) WITH ORDINALITY x(num, n)
                  JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num)
               FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND NOT c.relispartition"""
        )
    ]


def test_foreign_keys_between_tenant_tables_carry_the_tenant() -> None:
    tables = tenant_tables()
    bare = [
        (table, columns, target)
        for table, columns, target, target_columns in foreign_keys()
        if table in tables and target in tables and ("tenant_id" not in columns or "tenant_id" not in target_columns)
    ]
    assert bare == []


def test_every_foreign_key_of_a_model_exists_in_the_database() -> None:
    tables, built = tenant_tables(), {(table, columns[-1], target) for table, columns, target, _ in foreign_keys()}
    wanted = {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.db_constraint and model._meta.managed
    }
    locked = {"guardian_userobjectpermission"}
    missing = {(table, column, target) for table, column, target in wanted if target in tables} - built
    assert {entry for entry in missing if entry[0] not in locked} == set()


def test_the_runtime_role_owns_nothing_and_is_nobody_special() -> None:
    assert names("SELECT relname FROM pg_class WHERE relowner = current_user::regrole AND relpersistence = 'p'") == set()
    assert names("SELECT proname FROM pg_proc WHERE proowner = current_user::regrole") == set()
    assert names("SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole AND nspname NOT LIKE 'pg_%%'") == set()
    assert names("SELECT datname FROM pg_database WHERE datdba = current_user::regrole") == set()
    special = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles WHERE rolname = current_user"
    assert rows(special) == [(False,)]
    assert rows("SELECT 1 FROM pg_auth_members WHERE member = current_user::regrole") == []
    assert (
        rows("SELECT has_schema_privilege('public', 'CREATE'), has_schema_privilege(current_user, 'public', 'CREATE')")[0][1]
        is False
    )


def test_functions_of_the_owner_have_a_fixed_path_and_are_closed_to_the_public() -> None:
    found = rows(
        """SELECT p.oid::regprocedure::text, p.proconfig::text, has_function_privilege('public', p.oid, 'EXECUTE')
           FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace"""
    )
    assert len(found) >= 6
    assert [name for name, config, _open in found if "search_path=pg_catalog, public" not in (config or "")] == []
    assert [name for name, _config, public in found if public] == []


def test_no_view_looks_past_the_wall_and_no_enum_hides_an_index() -> None:
    assert names("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace") == set()
    assert names("SELECT typname FROM pg_type WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace") == set()


def test_parts_of_the_log_are_reached_through_the_log_alone() -> None:
    parts = names("SELECT c.oid::regclass::text FROM pg_class c WHERE c.relispartition AND c.relkind = 'r'")
    open_parts = {part for part in parts if rows("SELECT has_table_privilege(%s, 'SELECT')", part)[0][0]}
    assert parts
    assert open_parts == set()
