"""Addresses of uploads, and those that open a private one for a while without an account."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from django.core import signing

from files.models import Kind, Upload
from tenants.context import require_tenant_id

SIGNED_FOR = timedelta(minutes=15)
_SALT = "files.addressing"
_THUMBNAIL = 320
"""The smallest width of `files.imaging`; a picture that has no version so small is served whole."""


def url_of(upload: Upload, *, width: int | None = None) -> str:
    """The address of an upload; of its version of this width."""
    extension = upload.content.path.rsplit(".", 1)[-1]
    stem = upload.name.rsplit(".", 1)[0] if upload.content.kind == Kind.PICTURE and "." in upload.name else upload.name
    name = f"{stem}.{extension}" if upload.content.kind == Kind.PICTURE else upload.name
    # brackets, quotes and the like stay out of addresses that stand in Markdown and in srcset
    return f"/files/{upload.pk}/{quote(name, safe='')}" + (f"?w={width}" if width else "")


def thumbnail_url(upload_id: UUID) -> str:
    """The address of the smallest version of a picture of which nothing but the id is known."""
    return f"/files/{upload_id}/picture?w={_THUMBNAIL}"


def signed_url_of(upload: Upload, *, at: datetime, lasts: timedelta = SIGNED_FOR) -> tuple[str, datetime]:
    """An address that opens the upload for whoever has it, and until when."""
    until = at + lasts
    return f"{url_of(upload)}?s={_sign(upload.pk, until)}", until


def is_signed(upload_id: UUID, signature: str, *, at: datetime) -> bool:
    """Whether this signature opens this upload now."""
    try:
        until = signing.loads(signature, salt=_salt(upload_id))
    except signing.BadSignature:
        return False
    return isinstance(until, int) and at.timestamp() < until


def _sign(upload_id: UUID, until: datetime) -> str:
    return signing.dumps(int(until.timestamp()), salt=_salt(upload_id))


def _salt(upload_id: UUID) -> str:
    return f"{_SALT}:{require_tenant_id()}:{upload_id}"
