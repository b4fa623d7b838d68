"""What was decided about a member, why, and objecting to it; and the objections that wait for an answer."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.api.gate import Gate, gated
from access.request import BrandRequest
from kernel.clock import now
from kernel.errors import ConflictError, InvalidError
from moderation.actions.appealing import appeal_decision, decide_appeal
from moderation.pages.forms import AnswerForm, AppealForm
from moderation.queries.decisions import get_appeal, get_decision, list_appeals, list_own_decisions
from moderation.queries.reviewers import list_judges


@gated(Gate.MEMBER)
@require_GET
def own(request: HttpRequest) -> HttpResponseBase:
    """Everything that was decided about the reader."""
    request = cast("BrandRequest", request)
    page = list_own_decisions(request.actor, cursor=request.GET.get("cursor") or None)
    return render(request, "moderation/decisions.html", {"page": page})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponseBase:
    """One statement of reasons; the member concerned appeals here."""
    request = cast("BrandRequest", request)
    view = get_decision(request.actor, decision_id, at=now())
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal_decision(actor=request.actor, decision_id=decision_id, text=form.cleaned_data["text"])
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Your appeal was sent. Somebody who did not make the decision will answer it."))
            return redirect("moderation_decision", decision_id=decision_id)
    waits = view.appeal is not None and view.appeal.decided_at is None
    context = {"view": view, "form": form, "is_stuck": waits and not list_judges(view.decision)}
    return render(request, "moderation/decision.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_GET
def appeals(request: HttpRequest) -> HttpResponseBase:
    """Objections that wait, the most urgent first; or those answered."""
    request = cast("BrandRequest", request)
    decided = request.GET.get("decided") == "yes"
    page = list_appeals(request.actor, at=now(), is_decided=decided, cursor=request.GET.get("cursor") or None)
    return render(request, "moderation/appeals.html", {"page": page, "decided": decided})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, appeal_id: UUID) -> HttpResponseBase:
    """One objection beside the decision; answered by somebody who did not decide first."""
    request = cast("BrandRequest", request)
    view = get_appeal(request.actor, appeal_id, at=now())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_appeal(actor=request.actor, appeal_id=appeal_id, **form.cleaned_data)
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Answered. The member was told."))
            return redirect("moderation_appeals")
    context = {"view": view, "form": form, "judges": [] if view.may_judge else list_judges(view.decision)}
    return render(request, "moderation/appeal.html", context, status=400 if form.errors else 200)
