"""Taking one's data along and being forgotten, as pages."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.request import BrandRequest
from accounts.actions.erasing import request_erasure, undo_erasure
from accounts.actions.exporting import fetch_export, request_export
from accounts.errors import LastOwnerError, WrongPasswordError
from accounts.models.user import User
from accounts.queries import own_erasure, own_exports
from files.storing import open_file


class ErasureForm(forms.Form):
    """The password again."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=254,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET"])
def data(request: HttpRequest) -> HttpResponseBase:
    """One's archives, and the way to be forgotten."""
    return _shown(cast("BrandRequest", request), None)


@gated(Gate.MEMBER)
@require_POST
def exports(request: HttpRequest) -> HttpResponseBase:
    """Ask for an archive of everything."""
    request = cast("BrandRequest", request)
    request_export(actor=request.actor)
    messages.info(request, _("Your archive is being written. You find it here when it is ready."))
    return redirect("account_data")


@gated(Gate.MEMBER)
@never_cache
@require_GET
def export(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    """The archive itself, for its owner alone."""
    request = cast("BrandRequest", request)
    path = fetch_export(actor=request.actor, export_id=export_id)
    return FileResponse(open_file(path), as_attachment=True, filename="my-data.zip", content_type="application/zip")


@gated(Gate.MEMBER)
@require_POST
def erasure(request: HttpRequest) -> HttpResponseBase:
    """Ask to be forgotten, or (`undo`) stay after all."""
    request = cast("BrandRequest", request)
    if "undo" in request.POST:
        undo_erasure(actor=request.actor)
        messages.success(request, _("You stay. Nothing was removed."))
        return redirect("account_data")
    form = ErasureForm(request.POST)
    if form.is_valid():
        try:
            request_erasure(actor=request.actor, password=form.cleaned_data["password"])
        except (WrongPasswordError, LastOwnerError) as error:
            form.add_error("password", str(error))
        else:
            messages.info(request, _("Your account will be erased. Until then you can change your mind here."))
            return redirect("account_data")
    return _shown(request, form)


def _shown(request: BrandRequest, form: ErasureForm | None) -> HttpResponseBase:
    user = cast("User", request.user)
    shown = form or ErasureForm()
    if not user.has_usable_password():
        shown.fields["password"].label = _("Your e-mail address")
        shown.fields["password"].widget = forms.EmailInput()
    context = {"exports": own_exports(request.actor), "erasure": own_erasure(request.actor), "form": shown}
    return render(request, "accounts/data.html", context, status=400 if shown.errors else 200)
