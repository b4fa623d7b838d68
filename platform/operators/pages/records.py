"""What was done, and what got stuck."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.parked import list_parked
from kernel.errors import DomainError
from operators.actions.parked import retry_event
from operators.gate import OperatorRequest, operators_only
from operators.queries import list_audit


class ParkedForm(forms.Form):
    """Which parked event."""

    tenant_id = forms.UUIDField()
    subscriber = forms.CharField(max_length=80)
    seq = forms.IntegerField(min_value=1)


@operators_only
def audit_log(request: OperatorRequest) -> HttpResponse:
    """Everything that operators and commands did, the newest first."""
    wanted = request.GET.get("tenant", "")
    try:
        tenant_id = UUID(wanted) if wanted else None
    except ValueError as error:
        raise Http404 from error
    page = list_audit(tenant_id=tenant_id, cursor=request.GET.get("cursor"))
    return render(request, "operators/audit.html", {"page": page, "tenant_id": tenant_id})


@operators_only
def parked(request: OperatorRequest) -> HttpResponse:
    """Events that a subscriber gave up on."""
    return render(request, "operators/parked.html", {"page": list_parked(cursor=request.GET.get("cursor"))})


@operators_only
@require_POST
def retry(request: OperatorRequest) -> HttpResponse:
    """Hand one over again."""
    form = ParkedForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        retry_event(actor=request.operator_actor, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The subscriber took the event."))
    return redirect("operator_parked")
