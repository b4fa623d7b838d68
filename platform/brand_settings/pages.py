"""The administrators' area and its generated settings pages."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from brand_settings.actions import change_settings
from brand_settings.base import get_section, list_sections
from brand_settings.forms import SettingsForm
from brand_settings.navigation import pages_for
from brand_settings.policies import can_manage_settings
from brand_settings.queries import read, version_of
from kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


@gated(Gate.MEMBER)
@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """What can be managed here, for whoever may manage anything."""
    request = cast("BrandRequest", request)
    groups = pages_for(request.actor)
    if not groups:
        raise ForbiddenError
    return render(request, "brand_settings/home.html", {"groups": groups})


@gated(Gate.MEMBER)
@require_GET
def sections(request: HttpRequest) -> HttpResponseBase:
    """All sections that have a generated page."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_settings)
    found = [section for section in list_sections() if not section.has_own_page]
    return render(request, "brand_settings/sections.html", {"sections": found})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, name: str) -> HttpResponseBase:
    """One section as a form; a refusal keeps what was typed."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_settings)
    kind = get_section(name)
    if kind is None:
        raise NotFoundError
    initial: dict[str, Any] = {**read(kind).model_dump(), "version": version_of(name)}
    form = SettingsForm(kind, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            change_settings(actor=request.actor, section=name, values=values, version=form.cleaned_data["version"])
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("brand_settings_section", name=name)
    status = 400 if form.errors else 200
    return render(request, "brand_settings/section.html", {"form": form, "section": kind}, status=status)
