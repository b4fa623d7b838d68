"""Schema editor that seals every tenant table as it is created.

A table is a tenant table when its model has a TenantField. Then, in SQL and without a word in the migration:
the primary key is (tenant_id, id); single-field indexes begin with the tenant; foreign keys to other tenant tables are
(tenant_id, x_id) -> (tenant_id, id), so a row cannot point into another tenant; row-level security is forced.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.ddl_references import Columns, ForeignKeyName, Statement, Table
from django.db.backends.postgresql import schema

from kernel.row_security import seal_statements
from tenants.fields import tenant_field_of

# Resolving a host or listing tenants happens before there is a context; these two keep `id` as their key, see 0002.
_GROUND = {"tenants_tenant", "tenants_domain"}


def is_tenant_table(model: type[models.Model]) -> bool:
    """Whether the table carries the tenant in its keys."""
    return tenant_field_of(model) is not None and model._meta.db_table not in _GROUND


class TenantSchemaEditor(schema.DatabaseSchemaEditor):
    """See the module's first line."""

    sql_create_column_inline_fk: Any = None

    def create_model(self, model: type[models.Model]) -> None:
        super().create_model(model)
        if not is_tenant_table(model):
            return
        table = model._meta.db_table
        quoted = self.quote_name(table)
        if not isinstance(model._meta.pk, models.CompositePrimaryKey):
            self.execute(
                f"ALTER TABLE {quoted} DROP CONSTRAINT {self.quote_name(table + '_pkey')}, "
                f"ADD CONSTRAINT {self.quote_name(table + '_pkey')} PRIMARY KEY (tenant_id, id)"
            )
        for statement in seal_statements(table):
            self.execute(statement)

    def _create_fk_sql(self, model: type[models.Model], field: Any, suffix: str) -> Statement:
        target = field.remote_field.model
        if is_tenant_table(target) and not is_tenant_table(model):
            # A library's table that points at ours: (id) alone is no key there. Its foreign key comes with the tenant
            # column, in the migration that seals the table (accounts 0002); the walls test finds one that was forgotten.
            return Statement("SELECT 1")
        if field.column == "tenant_id" or not (is_tenant_table(model) and is_tenant_table(target)):
            return super()._create_fk_sql(model, field, suffix)
        columns = ["tenant_id", field.column]
        target_columns = ["tenant_id", field.target_field.column]
        return Statement(
            self.sql_create_fk,
            table=Table(model._meta.db_table, self.quote_name),
            name=ForeignKeyName(
                model._meta.db_table,
                columns,
                target._meta.db_table,
                target_columns,
                suffix,
                lambda table, names, ending: self.quote_name(self._create_index_name(table, names, ending)),
            ),
            column=Columns(model._meta.db_table, columns, self.quote_name),
            to_table=Table(target._meta.db_table, self.quote_name),
            to_column=Columns(target._meta.db_table, target_columns, self.quote_name),
            deferrable=self.connection.ops.deferrable_sql(),
        )

    def _create_index_sql(self, model: type[models.Model], *, fields: Sequence[Any] | None = None, **kwargs: Any) -> Any:
        tenant = tenant_field_of(model)
        single = fields is not None and len(fields) == 1 and not kwargs.get("opclasses")
        if fields and single and tenant is not None and is_tenant_table(model) and fields[0] is not tenant:
            fields = [tenant, fields[0]]
        return super()._create_index_sql(model, fields=fields, **kwargs)

    def _create_like_index_sql(self, model: type[models.Model], field: Any) -> Any:
        # LIKE is not leakproof: under the policy such an index would never be used.
        return None if is_tenant_table(model) else super()._create_like_index_sql(model, field)

    def _constraint_names(self, model: Any, column_names: Any = None, **kwargs: Any) -> list[str]:
        found: list[str] = super()._constraint_names(model, column_names, **kwargs)
        if kwargs.get("foreign_key") and column_names and len(column_names) == 1 and is_tenant_table(model):
            found += super()._constraint_names(model, ["tenant_id", *column_names], **kwargs)
        return found
