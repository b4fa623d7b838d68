"""PostgreSQL backend that mirrors the tenant in context into the session variable of row-level security."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import is_psycopg3
from psycopg.pq import TransactionStatus

from tenants.context import current_tenant_id
from tenants.postgresql.schema import TenantSchemaEditor

SETTING = "app.tenant_id"
_UNKNOWN: Any = object()


class DatabaseWrapper(base.DatabaseWrapper):
    """Applies the tenant lazily: one `set_config` whenever the context differs from what the connection last applied.

    `OPTIONS["tenant_scope"]`: "session" (default) keeps the setting across statements; "transaction" sets it inside
    each transaction, which PgBouncer's transaction pooling needs, and then refuses tenant work outside a transaction;
    "none" for the owner and system roles, which do not read it.
    """

    SchemaEditorClass = TenantSchemaEditor

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._applied_tenant: UUID | None = _UNKNOWN
        if not is_psycopg3:
            raise ImproperlyConfigured("tenants.postgresql needs psycopg 3.")

    @property
    def tenant_scope(self) -> str:
        return str(self.settings_dict.get("OPTIONS", {}).get("tenant_scope", "session"))

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("tenant_scope", None)
        return params

    def create_cursor(self, name: str | None = None) -> Any:
        self._apply_tenant()
        return super().create_cursor(name)

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
