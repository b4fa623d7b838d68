"""Brands: the list, one, a new one, and what can be done to each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kernel.errors import DomainError
from operators.actions import tenants as actions
from operators.forms import HostForm, NameForm, OwnerForm, SuspensionForm, TenantForm, first_error
from operators.gate import OperatorRequest, operators_only
from operators.queries import count_rows, list_audit
from tenants.directory import get_tenant_entry, list_tenants


@operators_only
def tenants(request: OperatorRequest) -> HttpResponse:
    """All brands, a page at a time."""
    text = request.GET.get("q", "").strip()
    page = list_tenants(text=text, cursor=request.GET.get("cursor"))
    return render(request, "operators/tenants.html", {"page": page, "text": text})


@operators_only
@require_http_methods(["GET", "POST"])
def new_tenant(request: OperatorRequest) -> HttpResponse:
    """Set up a brand; the answer shows the first owner's link this once."""
    form = TenantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_tenant(actor=request.operator_actor, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return render(request, "operators/owner_link.html", {"tenant_id": made.id, "link": made.owner_link})
    return render(request, "operators/new_tenant.html", {"form": form})


@operators_only
def tenant(request: OperatorRequest, tenant_id: UUID) -> HttpResponse:
    """One brand: hosts, counts, what was done to it, and what can be done."""
    entry = get_tenant_entry(tenant_id=tenant_id)
    if entry is None:
        raise Http404
    context = {
        "entry": entry,
        "counts": count_rows(tenant_id),
        "audit": list_audit(tenant_id=tenant_id, size=10),
        "name_form": NameForm(initial={"name": entry.tenant.name}, auto_id="rename_%s"),
        "host_form": HostForm(auto_id="domain_%s"),
        "owner_form": OwnerForm(auto_id="owner_%s"),
        "suspension_form": SuspensionForm(auto_id="suspend_%s"),
    }
    return render(request, "operators/tenant.html", context)


@operators_only
@require_POST
def rename(request: OperatorRequest, tenant_id: UUID) -> HttpResponse:
    """Give the brand another name."""
    return _change(request, tenant_id, NameForm(request.POST), actions.rename_tenant)


@operators_only
@require_POST
def domains(request: OperatorRequest, tenant_id: UUID) -> HttpResponse:
    """One more host."""
    return _change(request, tenant_id, HostForm(request.POST), actions.add_domain)


@operators_only
@require_POST
def suspension(request: OperatorRequest, tenant_id: UUID) -> HttpResponse:
    """Close the brand, once its short name was typed."""
    return _change(request, tenant_id, SuspensionForm(request.POST), actions.suspend_tenant)


@operators_only
@require_POST
def resumption(request: OperatorRequest, tenant_id: UUID) -> HttpResponse:
    """Open the brand again."""
    return _change(request, tenant_id, forms.Form(request.POST), actions.resume_tenant)


@operators_only
@require_POST
def owners(request: OperatorRequest, tenant_id: UUID) -> HttpResponse:
    """Make a link for one more owner and show it this once."""
    form = OwnerForm(request.POST)
    try:
        if form.is_valid():
            link = actions.invite_owner(actor=request.operator_actor, tenant_id=tenant_id, **form.cleaned_data)
            return render(request, "operators/owner_link.html", {"tenant_id": tenant_id, "link": link})
        messages.error(request, first_error(form))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("operator_tenant", tenant_id)


def _change(request: OperatorRequest, tenant_id: UUID, form: forms.Form, act: Callable[..., Any]) -> HttpResponse:
    if get_tenant_entry(tenant_id=tenant_id) is None:
        raise Http404
    try:
        if form.is_valid():
            act(actor=request.operator_actor, tenant_id=tenant_id, **form.cleaned_data)
            messages.success(request, _("Saved."))
        else:
            messages.error(request, first_error(form))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("operator_tenant", tenant_id)
