"""The address under which uploads are fetched."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from files.addressing import is_signed
from files.policies import is_public
from files.queries.uploads import get_upload
from files.serving import serve
from kernel.actor import system_actor
from kernel.clock import now


@require_safe
@gated(Gate.PUBLIC)
def fetch(request: BrandRequest, upload_id: UUID, name: str) -> HttpResponseBase:
    """An upload; `?w=` asks for a smaller version, `?s=` is a signature that opens a private one."""
    signature = request.GET.get("s", "")
    signed = bool(signature) and is_signed(upload_id, signature, at=now())
    upload = get_upload(system_actor(request.actor.tenant_id) if signed else request.actor, upload_id)
    width = request.GET.get("w", "")
    return serve(
        request,
        upload.content,
        name=upload.name,
        width=int(width) if width.isascii() and width.isdigit() and len(width) < 6 else None,
        is_public=not signed and is_public(upload),
    )
