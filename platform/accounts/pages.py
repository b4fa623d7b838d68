"""Pages of one's own account; signing in and second factors are allauth's views with our templates."""

from typing import cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from access.api.gate import Gate, gated
from access.request import BrandRequest
from accounts.actions.invitations import accept_invitation
from accounts.actions.profile import change_profile
from accounts.actions.sessions import end_other_sessions, end_session
from accounts.browsers import browser_name
from accounts.errors import AddressTakenError, InvitationClosedError
from accounts.forms import AcceptanceForm, ProfileForm
from accounts.models.user import User
from accounts.queries import get_open_invitation, list_sessions
from kernel.errors import InvalidError


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def settings(request: BrandRequest) -> HttpResponse:
    """Name, language, time zone, and the ways to everything else about the account."""
    user = cast("User", request.user)
    current = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=current)
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(actor=request.actor, user_id=user.pk, **form.cleaned_data)
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("account_settings")
    return render(request, "accounts/settings.html", {"form": form})


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: BrandRequest) -> HttpResponse:
    """Where one is signed in, with a button to end each."""
    current_key = request.session.session_key
    if request.method == "POST":
        chosen = request.POST.get("session", "")
        if chosen:
            end_session(actor=request.actor, session_id=chosen)
        else:
            end_other_sessions(actor=request.actor, keep_key=current_key)
        messages.success(request, _("Signed out there."))
        return redirect("account_sessions")
    found = list_sessions(request.actor, current_key=current_key)
    return render(request, "accounts/sessions.html", {"sessions": [(each, browser_name(each.agent)) for each in found]})


@gated(Gate.PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: BrandRequest, token: str) -> HttpResponseBase:
    """Accept an invitation: choose a name and a password, and be signed in."""
    found = get_open_invitation(token)
    if found is None:
        return render(request, "accounts/invitation_closed.html", status=404)
    form = AcceptanceForm(request.POST if request.method == "POST" else None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(actor=request.actor, token=token, **form.cleaned_data)
        except InvalidError as error:
            form.take(error)
            return render(request, "accounts/invitation.html", {"form": form, "invitation": found}, status=400)
        except InvitationClosedError:
            return render(request, "accounts/invitation_closed.html", status=404)
        except AddressTakenError:
            messages.info(request, _("You have an account here already. Sign in with it."))
            return redirect_to_login("/")
        goal = reverse("workspace") if user.is_staff_member else "/"
        response: HttpResponseBase = perform_login(request, Login(user=user, email=user.email, redirect_url=goal))
        return response
    return render(request, "accounts/invitation.html", {"form": form, "invitation": found})
