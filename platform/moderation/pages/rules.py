"""The rule editor, with a trial on what was published lately."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.queries.spaces import list_spaces
from kernel.errors import InvalidError
from kernel.ids import uuid7
from moderation.actions.ruling import delete_rule, save_rule
from moderation.judging.rules import Conditions
from moderation.models.rule import HoldRule
from moderation.pages.forms import RuleForm, initial_of
from moderation.policies import can_manage_moderation
from moderation.queries.keeping import get_rule, list_rules
from moderation.queries.trials import Trial, parse_conditions, try_rule
from moderation.reasons import reason_text


@gated(Gate.MEMBER)
@require_GET
def rules(request: HttpRequest) -> HttpResponseBase:
    """All rules in their order, each with what it looks for."""
    request = cast("BrandRequest", request)
    names = {str(space.pk): space.name for space in list_spaces(request.actor)}
    found = [(rule, in_words(rule, names)) for rule in list_rules(request.actor)]
    return render(request, "moderation/rules.html", {"rules": found})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def new_rule(request: HttpRequest) -> HttpResponseBase:
    """A form for a rule that does not exist yet."""
    return _edit(cast("BrandRequest", request), None)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, rule_id: UUID) -> HttpResponseBase:
    """One rule; changed, tried or removed."""
    request = cast("BrandRequest", request)
    return _edit(request, get_rule(request.actor, rule_id))


def _edit(request: BrandRequest, known: HoldRule | None) -> HttpResponseBase:
    authorise(request.actor, can_manage_moderation)
    spaces = [(str(space.pk), space.name) for space in list_spaces(request.actor)]
    form = RuleForm(request.POST or None, spaces=spaces, initial=initial_of(known) if known is not None else {})
    trial: Trial | None = None
    verb = request.POST.get("verb", "save")
    if request.method == "POST" and verb == "delete" and known is not None:
        delete_rule(actor=request.actor, rule_id=known.pk)
        messages.success(request, _("The rule is gone. What it held stays in the queue."))
        return redirect("moderation_rules")
    if request.method == "POST" and form.is_valid():
        try:
            if verb == "try":
                trial = try_rule(request.actor, parse_conditions(form.conditions()))
            else:
                _save(request, form, known)
                messages.success(request, _("Saved."))
                return redirect("moderation_rules")
        except InvalidError as error:
            form.take(error)
    context = {"form": form, "rule": known, "trial": trial, "reason_text": reason_text}
    return render(request, "moderation/rule.html", context, status=400 if form.errors else 200)


def _save(request: BrandRequest, form: RuleForm, known: HoldRule | None) -> None:
    data = form.cleaned_data
    save_rule(
        actor=request.actor,
        id=known.pk if known is not None else uuid7(),
        name=data["name"],
        effect=data["effect"],
        message=data["message"],
        position=data["position"] or 0,
        is_enabled=data["is_enabled"],
        conditions=form.conditions(),
    )


def in_words(rule: HoldRule, space_names: dict[str, str]) -> list[str]:
    """What a rule looks for, one sentence a condition."""
    known = Conditions.model_validate(rule.conditions)
    words: list[str] = [word for found in known.words for word in found.words]
    spaces: list[str] = [space_names.get(str(space_id), "?") for space_id in known.space_ids]
    said: list[tuple[Any, str]] = [
        (known.first_posts, _("among the first %(value)s contributions")),
        (known.level_below, _("trust level below %(value)s")),
        (known.min_links, _("at least %(value)s links")),
        (_some(words), _("one of these words: %(value)s")),
        (_some(list(known.domains)), _("a link to: %(value)s")),
        (_some(spaces), _("in: %(value)s")),
    ]
    return [text % {"value": value} for value, text in said if value]


def _some(words: list[str], most: int = 6) -> str:
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")
