"""Whatever another brand owns: no queryset, no statement and no insert reaches across."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.context import TenantContextMissingError, tenant_context
from tenants.fields import tenant_field_of
from tests.architecture.digest import tenant_tables
from tests.architecture.factories import make
from tests.architecture.house import our_models, stale
from tests.architecture.stage import Stage
from tests.plugin import TENANTS
from tests.worlds import World

Staged = tuple[World, dict[str, Stage]]
ACME, GLOBEX = TENANTS["acme"], TENANTS["globex"]
NOT_MADE_HERE = {
    "tenants.Domain": "the runtime role may not add one",
    "events.TenantHead": "one per tenant, and every action of the stage has written it",
}
OWNED = [model for model in our_models() if tenant_field_of(model) or "tenant_id" in {f.attname for f in model._meta.fields}]
MADE = [model for model in OWNED if model._meta.label not in NOT_MADE_HERE]


def test_only_what_cannot_be_made_is_left_out() -> None:
    assert stale(NOT_MADE_HERE, {model._meta.label for model in OWNED}) == set()


def stored_values(row: models.Model) -> dict[str, Any]:
    computed = (models.GeneratedField, models.CompositePrimaryKey)
    return {f.attname: getattr(row, f.attname) for f in row._meta.local_concrete_fields if not isinstance(f, computed)}


def insert(model: type[models.Model], values: dict[str, Any], tenant_id: UUID | None) -> None:
    """The bare statement, past what a model's own save() checks."""
    model._base_manager.bulk_create([model(**{**values, "tenant_id": tenant_id})])


@pytest.mark.parametrize("model", MADE, ids=lambda model: model._meta.label)
class TestRow:
    def test_is_seen_in_its_brand_and_nowhere_else(self, staged: Staged, model: type[models.Model]) -> None:
        with tenant_context(GLOBEX):
            make(model._meta.label)
            assert model._base_manager.filter(tenant_id=GLOBEX).exists()
        with tenant_context(ACME):
            assert not model._base_manager.filter(tenant_id=GLOBEX).exists()
        with tenant_context(None):
            assert not model._base_manager.exists()

    def test_cannot_be_written_for_nobody_or_for_another_brand(self, staged: Staged, model: type[models.Model]) -> None:
        with tenant_context(ACME):
            values = stored_values(make(model._meta.label))
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                insert(model, values, GLOBEX)
        with tenant_context(None), pytest.raises((TenantContextMissingError, DatabaseError)), transaction.atomic():
            insert(model, values, None)

    def test_cannot_be_changed_or_removed_by_another_brand(self, staged: Staged, model: type[models.Model]) -> None:
        with tenant_context(GLOBEX):
            make(model._meta.label)
        table = model._meta.db_table
        with tenant_context(ACME), connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'DELETE')", [table, table])
            may_update, may_delete = cursor.fetchone()
            if may_update:
                cursor.execute(f'UPDATE "{table}" SET tenant_id = tenant_id WHERE tenant_id = %s', [GLOBEX])
                assert cursor.rowcount == 0
            if may_delete:
                cursor.execute(f'DELETE FROM "{table}" WHERE tenant_id = %s', [GLOBEX])
                assert cursor.rowcount == 0
        with tenant_context(GLOBEX):
            assert model._base_manager.exists()


def everything_seen() -> dict[str, list[str]]:
    """What `.all()` of every model gives under acme."""
    with tenant_context(ACME):
        return {
            model._meta.label: sorted(
                map(repr, model._base_manager.values_list(*[f.attname for f in model._meta.local_concrete_fields]))
            )
            for model in OWNED
        }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.sampled_from([model._meta.label for model in MADE]), max_size=12))
def test_whatever_another_brand_does_every_queryset_here_is_unchanged(staged: Staged, rows: list[str]) -> None:
    before = everything_seen()
    example = transaction.savepoint()
    with tenant_context(GLOBEX):
        for label in rows:
            make(label)
    assert everything_seen() == before
    transaction.savepoint_rollback(example)


def test_no_table_shows_a_row_without_a_tenant(staged: Staged) -> None:
    shown = []
    with tenant_context(None), connection.cursor() as cursor:
        for table in [*tenant_tables(), "tenants_tenant"]:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            shown += [table] if cursor.fetchone()[0] else []
    assert shown == []
