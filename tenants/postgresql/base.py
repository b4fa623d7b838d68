"""PostgreSQL backend that mirrors the tenant in context into the session variable of row-level security."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.backends.postgresql.psycopg_any import is_psycopg3
from psycopg import ClientCursor
from psycopg.pq import TransactionStatus

from tenants.context import current_tenant_id
from tenants.postgresql.schema import TenantSchemaEditor

SETTING = "app.tenant_id"
PLANNED_AFTER = 3
"""Times that a connection asks a statement with other values before it prepares it; PostgreSQL may keep one plan after five more."""
_UNKNOWN: Any = object()


class TenantOperations(DatabaseOperations):
    """Says what was executed with its values also where the server bound them."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> Any:
        if isinstance(cursor, base.ServerBindingCursor):
            return ClientCursor(cursor.connection).mogrify(sql, params)
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """Applies the tenant lazily: one `set_config` whenever the context differs from what the connection last applied.

    `OPTIONS["tenant_scope"]`: "session" (default) keeps the setting across statements; "transaction" sets it inside
    each transaction, which PgBouncer's transaction pooling needs, and then refuses tenant work outside a transaction;
    "none" for the owner and system roles, which do not read it.
    """

    SchemaEditorClass = TenantSchemaEditor
    ops_class = TenantOperations

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._applied_tenant: UUID | None = _UNKNOWN
        self._plans_once = False
        if not is_psycopg3:
            raise ImproperlyConfigured("tenants.postgresql needs psycopg 3.")

    @property
    def tenant_scope(self) -> str:
        return str(self.settings_dict.get("OPTIONS", {}).get("tenant_scope", "session"))

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("tenant_scope", None)
        if self.tenant_scope != "transaction":  # a pooler may hand the next transaction to a server that knows no such plan
            params["prepare_threshold"] = PLANNED_AFTER
        return params

    @contextmanager
    def planning_once(self) -> Iterator[None]:
        """Statements of the block bind their values on the server, which plans each text once for this connection."""
        before, self._plans_once = self._plans_once, True
        try:
            yield
        finally:
            self._plans_once = before

    def create_cursor(self, name: str | None = None) -> Any:
        self._apply_tenant()
        if not self._plans_once or name is not None:
            return super().create_cursor(name)
        bound_here, self.connection.cursor_factory = self.connection.cursor_factory, base.ServerBindingCursor
        try:
            return super().create_cursor()
        finally:
            self.connection.cursor_factory = bound_here

    def _apply_tenant(self) -> None:
        scope = self.tenant_scope
        wanted = current_tenant_id()
        if scope == "none" or wanted == self._applied_tenant:
            return
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return
        local = scope == "transaction"
        if local and not self.in_atomic_block:
            if wanted is None:
                return
            raise RuntimeError("tenant_scope=transaction: tenant data is reached inside transactions only.")
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, %s)", [SETTING, str(wanted or ""), local])
        self._applied_tenant = wanted

    def _forget_tenant(self) -> None:
        self._applied_tenant = _UNKNOWN

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._forget_tenant()
        return super().get_new_connection(conn_params)

    def _commit(self) -> Any:
        if self.tenant_scope == "transaction":
            self._forget_tenant()
        return super()._commit()

    def _rollback(self) -> Any:
        self._forget_tenant()
        return super()._rollback()

    def _savepoint_rollback(self, sid: str) -> Any:
        self._forget_tenant()
        return super()._savepoint_rollback(sid)

    def _close(self) -> Any:
        self._forget_tenant()
        return super()._close()
