"""Cache keys and file paths that cannot meet another tenant's."""

from typing import Any

from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join

from tenants.context import current_tenant_id, require_tenant_id


def cache_key(key: str, key_prefix: str, version: Any) -> str:
    """Django's KEY_FUNCTION: every key carries the tenant in context, or "-" for the installation."""
    return f"{key_prefix}:{current_tenant_id() or '-'}:{version}:{key}"


class TenantStorage(FileSystemStorage):
    """Files below a folder per tenant; a name from one tenant cannot address another's."""

    def path(self, name: str) -> str:
        """Joined in two steps, so that `..` ends at the tenant's folder and not at the one of all."""
        return safe_join(super().path(str(require_tenant_id())), name.lstrip("/"))
