"""Signing in and out, and the second factor."""

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from operators.actions.access import sign_in as do_sign_in
from operators.actions.access import sign_out as do_sign_out
from operators.actions.totp import begin_totp, confirm_totp, remove_totp
from operators.errors import SignInRefusedError, TooManyTriesError, WrongCodeError
from operators.forms import CodeForm, SignInForm
from operators.gate import OperatorRequest, operators_only
from operators.sessions import actor_of, cookie_name, current_session, forget, remember
from operators.totp import qr_code


@gated(Gate.PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door of the console."""
    if current_session(request) is not None:
        return redirect("operator_tenants")
    form, status = SignInForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        agent = request.headers.get("User-Agent", "")
        try:
            signed_in = do_sign_in(actor=actor_of(request, None), agent=agent, **form.cleaned_data)
        except (SignInRefusedError, TooManyTriesError) as error:
            status = 429 if isinstance(error, TooManyTriesError) else 200
            form.add_error(None, str(error))
        else:
            response = redirect("operator_tenants")
            remember(response, signed_in.key)
            return response
    return render(request, "operators/sign_in.html", {"form": form}, status=status)


@operators_only
@require_POST
def sign_out(request: OperatorRequest) -> HttpResponse:
    """End this session."""
    do_sign_out(actor=request.operator_actor, key=request.COOKIES[cookie_name()])
    response = redirect("operator_sign_in")
    forget(response)
    return response


@operators_only
@require_http_methods(["GET", "POST"])
def security(request: OperatorRequest) -> HttpResponse:
    """Set up the authenticator app, or take it away."""
    session, actor = request.operator_session, request.operator_actor
    active = bool(session.operator.totp_secret)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change = remove_totp if active else confirm_totp
        try:
            change(actor=actor, session=session, code=form.cleaned_data["code"])
        except WrongCodeError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("operator_security")
    context = {"form": form, "active": active}
    if not active:
        secret = begin_totp(actor=actor, session=session)
        svg = base64.b64encode(qr_code(session.operator.email, secret).encode()).decode()
        context |= {"secret": secret, "qr": f"data:image/svg+xml;base64,{svg}"}
    return render(request, "operators/security.html", context)
