"""How a member stands: for the member, and for staff who decide on levels and badges."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from brand_settings.queries import read
from community.queries.members import members_by_user
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from kernel.ids import uuid7
from recognition.actions.awarding import give_badge
from recognition.actions.choosing import choose_ranking, choose_title
from recognition.actions.levels import give_level, lower_level, unlock_level
from recognition.naming import LEVELS, REQUIREMENTS, level_name, title_in_words
from recognition.pages.forms import GiveForm, LevelForm, OwnForm
from recognition.policies import can_give
from recognition.queries.badges import held_by, list_badges, list_titles
from recognition.queries.boards import is_unranked
from recognition.queries.explaining import explain, total_points
from recognition.sections import RecognitionSettings


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponseBase:
    """The reader's own level with its reasons, badges, title and choice about leaderboards."""
    request = cast("BrandRequest", request)
    wanted, user_id = read(RecognitionSettings), request.actor.user_id
    if user_id is None:
        raise ForbiddenError
    if not wanted.has_ledger:
        raise NotFoundError
    form = _own_form(request.actor, user_id, wanted, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _choose(request.actor, form)
        messages.success(request, _("Saved."))
        return redirect("recognition_own")
    context = {**_shown(request.actor, user_id, wanted), "form": form if form.fields else None, "is_own": True}
    return render(request, "recognition/standing.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_safe
def member(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """The same of another member, for staff and moderators, with the forms of those who decide."""
    request = cast("BrandRequest", request)
    return _member_page(request, user_id)


@gated(Gate.MEMBER)
@require_POST
def level(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """Set, lower or unlock a member's level."""
    request = cast("BrandRequest", request)
    if "unlock" in request.POST:
        unlock_level(actor=request.actor, user_id=user_id)
        messages.success(request, _("The rules decide again."))
        return redirect("recognition_member", user_id=user_id)
    form = LevelForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        change = give_level if given["lock"] else lower_level
        try:
            change(actor=request.actor, user_id=user_id, level=given["level"], reason=given["reason"])
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("recognition_member", user_id=user_id)
    return _member_page(request, user_id, level_form=form, status=400)


@gated(Gate.MEMBER)
@require_POST
def award(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """Give the member a badge by hand."""
    request = cast("BrandRequest", request)
    form = GiveForm(request.POST, badges=_manual_badges(request.actor))
    if form.is_valid():
        given = form.cleaned_data
        try:
            give_badge(
                actor=request.actor, badge_id=UUID(given["badge"]), user_id=user_id, reason=given["reason"], id=given["id"]
            )
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("The badge is given."))
            return redirect("recognition_member", user_id=user_id)
    return _member_page(request, user_id, give_form=form, status=400)


def _member_page(request: BrandRequest, user_id: UUID, *, status: int = 200, **forms: Any) -> HttpResponseBase:
    wanted = read(RecognitionSettings)
    context = {**_shown(request.actor, user_id, wanted), "is_own": False, "may_give": can_give(request.actor)}
    if can_give(request.actor):
        badges = _manual_badges(request.actor) if wanted.has_badges else []
        context["level_form"] = forms.get("level_form") or LevelForm(initial={"level": context["why"].level, "lock": True})
        context["give_form"] = forms.get("give_form") or (GiveForm(badges=badges, initial={"id": uuid7()}) if badges else None)
    return render(request, "recognition/standing.html", context, status=status)


def _shown(actor: Actor, user_id: UUID, wanted: RecognitionSettings) -> dict[str, Any]:
    return {
        "why": explain(actor, user_id, at=now()) if wanted.has_trust else None,
        "badges": held_by(user_id),
        "points": total_points(user_id),
        "wanted": wanted,
        "level_name": level_name,
        "levels": LEVELS,
        "requirements": REQUIREMENTS,
        "subject_id": user_id,
    }


def _own_form(actor: Actor, user_id: UUID, wanted: RecognitionSettings, data: Any) -> OwnForm:
    member = members_by_user([user_id]).get(user_id)
    titles = list_titles(user_id)
    worn = title_in_words(member.title) if member is not None else ""
    return OwnForm(
        data,
        titles=sorted({*titles, *([worn] if worn else [])}),
        has_titles=wanted.has_titles,
        has_boards=wanted.has_leaderboards,
        initial={"title": worn, "is_ranked": not is_unranked(user_id)},
    )


def _choose(actor: Actor, form: OwnForm) -> None:
    given = form.cleaned_data
    if "title" in given and given["title"] != form.initial["title"]:
        choose_title(actor=actor, title=given["title"])
    if "is_ranked" in given:
        choose_ranking(actor=actor, is_ranked=given["is_ranked"])


def _manual_badges(actor: Actor) -> list[tuple[str, str]]:
    groups = list_badges(actor)
    return [
        (str(badge.id), badge.name)
        for _group, _label, badges in groups
        for badge in badges
        if badge.is_manual and not badge.is_disabled
    ]
