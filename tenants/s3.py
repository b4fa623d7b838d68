"""Uploads in an S3-compatible store, each tenant below a prefix of its own. Imported only where the operator chose it."""

from typing import Any, ClassVar

from boto3.s3.transfer import TransferConfig
from django.core.exceptions import SuspiciousFileOperation
from storages.backends.s3 import S3Storage
from storages.utils import safe_join

from tenants.context import require_tenant_id


class TenantS3Storage(S3Storage):
    """Objects below `<tenant>/`; a name from one tenant cannot address another's. What is read is kept on disk beyond 2 MB."""

    _FIXED: ClassVar[dict[str, Any]] = {
        # Files are served by our own views, which ask who may read them: no object is public, no address is signed.
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": False,
        "addressing_style": "path",
        "signature_version": "s3v4",
        "max_memory_size": 2 * 2**20,
        "transfer_config": TransferConfig(use_threads=False),
    }

    def get_default_settings(self) -> dict[str, Any]:
        """Those of django-storages, with ours over them."""
        defaults: dict[str, Any] = super().get_default_settings()
        return {**defaults, **self._FIXED}

    def _normalize_name(self, name: str) -> str:
        """Where the object lies. Joined in two steps, so that `..` ends at the tenant's prefix and not at the bucket's."""
        try:
            own = safe_join(self.location, str(require_tenant_id()))
            found: str = safe_join(own, name.lstrip("/"))
        except ValueError as error:
            raise SuspiciousFileOperation(f"{name!r} lies outside of the tenant's files") from error
        return found
