"""Screened addresses, and what the classifier learnt."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from brand_settings.queries import read
from kernel.errors import InvalidError
from moderation.actions.addressing import screen, unscreen
from moderation.checking import opinion_about, totals_now
from moderation.pages.forms import AddressForm, TryForm
from moderation.policies import can_manage_moderation
from moderation.queries.keeping import list_addresses
from moderation.settings import SpamSettings


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def addresses(request: HttpRequest) -> HttpResponseBase:
    """The list and a form for one more entry."""
    request = cast("BrandRequest", request)
    page = list_addresses(request.actor, cursor=request.GET.get("cursor") or None)
    form = AddressForm(request.POST or None, initial={"effect": "block", "days": read(SpamSettings).address_days})
    if request.method == "POST" and form.is_valid():
        try:
            screen(actor=request.actor, **form.cleaned_data)
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("moderation_addresses")
    return render(request, "moderation/addresses.html", {"page": page, "form": form}, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def remove_address(request: HttpRequest, address_id: UUID) -> HttpResponseBase:
    """Take one entry off the list."""
    request = cast("BrandRequest", request)
    unscreen(actor=request.actor, address_id=address_id)
    messages.success(request, _("The address is off the list."))
    return redirect("moderation_addresses")


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def classifier(request: HttpRequest) -> HttpResponseBase:
    """How much was learnt; and what the classifier thinks of a text, because of which words."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_moderation)
    form = TryForm(request.POST or None)
    opinion = opinion_about(form.cleaned_data["text"]) if request.method == "POST" and form.is_valid() else None
    context = {"form": form, "opinion": opinion, "totals": totals_now(), "settings": read(SpamSettings)}
    return render(request, "moderation/classifier.html", context, status=400 if form.errors else 200)
