"""What moderators know of one member's past, penalties, and taking everything away."""

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
from kernel.clock import now
from kernel.errors import ConflictError, ForbiddenError, InvalidError
from moderation.actions.addressing import screen_member
from moderation.actions.penalising import lift_penalty, penalise
from moderation.actions.removing import remove_contributions, undo_removal
from moderation.pages.forms import PenaltyForm, RemovalForm
from moderation.policies import can_penalise
from moderation.queries.members import get_member_record


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """Decisions, penalties and sweeps about one account; the form gives the next penalty of the ladder."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_penalise)
    record = get_member_record(request.actor, user_id, at=now())
    form = PenaltyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            penalise(actor=request.actor, user_id=user_id, **form.cleaned_data)
        except (InvalidError, ConflictError, ForbiddenError) as error:
            form.take(error)
        else:
            messages.success(request, _("Done. The member was told why."))
            return redirect("moderation_member", user_id=user_id)
    context = {"record": record, "form": form, "removal_form": RemovalForm()}
    return render(request, "moderation/member.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def remove(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """Take everything that the account wrote out of sight; the box must be ticked, and it can be undone."""
    request = cast("BrandRequest", request)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick the box to confirm."))
        return redirect("moderation_member", user_id=user_id)
    remove_contributions(actor=request.actor, user_id=user_id, facts=form.cleaned_data["facts"])
    if form.cleaned_data["screen_email"]:
        screen_member(actor=request.actor, user_id=user_id)
    messages.success(request, _("All contributions are going out of sight. You can undo this below."))
    return redirect("moderation_member", user_id=user_id)


@gated(Gate.MEMBER)
@require_POST
def undo(request: HttpRequest, removal_id: UUID) -> HttpResponseBase:
    """Bring back what a sweep hid."""
    request = cast("BrandRequest", request)
    removal = undo_removal(actor=request.actor, removal_id=removal_id)
    messages.success(request, _("The contributions are coming back."))
    return redirect("moderation_member", user_id=removal.user_id)


@gated(Gate.MEMBER)
@require_POST
def lift(request: HttpRequest, penalty_id: UUID) -> HttpResponseBase:
    """End a penalty before its time."""
    request = cast("BrandRequest", request)
    penalty = lift_penalty(actor=request.actor, penalty_id=penalty_id)
    messages.success(request, _("The penalty is over. The member stays on probation for a while."))
    return redirect("moderation_member", user_id=penalty.user_id)
