"""Taking everything out: asking for an archive, and fetching it."""

from typing import cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.exporting import fetch_export, start_export
from community.models.exporting import ExportState
from community.policies import can_carry_over
from community.queries.carrying import list_exports
from kernel.ids import uuid7
from tenants.queries import get_current_tenant

STATE_NAMES = {
    ExportState.WAITING.value: pgettext_lazy("state of an export", "Waiting"),
    ExportState.RUNNING.value: pgettext_lazy("state of an export", "Running"),
    ExportState.DONE.value: pgettext_lazy("state of an export", "Ready"),
    ExportState.FAILED.value: pgettext_lazy("state of an export", "Failed"),
    ExportState.EXPIRED.value: pgettext_lazy("state of an export", "Expired"),
}


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponseBase:
    """All exports; POST asks for a new one."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_carry_over)
    if request.method == "POST":
        start_export(actor=request.actor, id=uuid7())
        return redirect("community_exports")
    page = list_exports(request.actor, cursor=request.GET.get("cursor"))
    context = {"page": page, "states": STATE_NAMES, "is_busy": any(run.is_active for run in page.items)}
    return render(request, "community/manage/exports.html", context)


@gated(Gate.MEMBER)
@require_POST
def export_file(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    """The archive. By POST: a link that is only looked at fetches nothing, and who fetched it stands in the log."""
    request = cast("BrandRequest", request)
    run = fetch_export(actor=request.actor, export_id=export_id)
    name = f"{get_current_tenant().slug}-{run.created_at:%Y-%m-%d}.zip"
    answer = FileResponse(
        default_storage.open(run.stored, "rb"), as_attachment=True, filename=name, content_type="application/zip"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
