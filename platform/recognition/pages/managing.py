"""What administrators decide: levels and abilities, points, badges."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from brand_settings.actions import change_settings
from brand_settings.base import BrandSettings
from brand_settings.forms import SettingsForm
from brand_settings.queries import read, version_of
from community.abilities import AbilitySettings
from community.queries.spaces import get_space, list_spaces
from kernel.errors import ConflictError, InvalidError
from recognition.actions.designing import change_badge, create_badge
from recognition.actions.weighing import KINDS, MOST, set_space_weights
from recognition.naming import COMPARISONS, LEVELS, METRICS
from recognition.pages.forms import BadgeForm, fits
from recognition.policies import can_manage_recognition
from recognition.queries.badges import BadgeView, Preview, get_badge, list_badges, preview_rule
from recognition.queries.weights import get_weights
from recognition.rules.badges import parse_rule
from recognition.sections import PointsSettings, RecognitionSettings, TrustSettings

TABLES: dict[str, type[BrandSettings]] = {"trust": TrustSettings, "abilities": AbilitySettings}


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def trust(request: HttpRequest) -> HttpResponseBase:
    """What each level asks for, and what it allows: two tables, each saved by itself."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_recognition)
    name = request.POST.get("section", "")
    forms = {key: _settings_form(request, key, kind, sent=key == name) for key, kind in TABLES.items()}
    if request.method == "POST" and name in forms and _save(request, name, forms[name]):
        return redirect("recognition_manage_trust")
    context = {
        "forms_by_section": forms,
        "levels": LEVELS,
        "wanted": read(RecognitionSettings),
        "rows": _trust_rows(forms["trust"]),
    }
    failed = any(form.errors for form in forms.values())
    return render(request, "recognition/manage_trust.html", context, status=400 if failed else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def points(request: HttpRequest) -> HttpResponseBase:
    """What deeds are worth everywhere, with a link to each space's own weights."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_recognition)
    form = _settings_form(request, "points", PointsSettings, sent=request.method == "POST")
    if request.method == "POST" and _save(request, "points", form):
        return redirect("recognition_manage_points")
    own = {space_id for space_id, _kind in get_weights().in_spaces}
    context = {"form": form, "spaces": list_spaces(request.actor), "own": own, "wanted": read(RecognitionSettings)}
    return render(request, "recognition/manage_points.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def space_points(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What deeds are worth in one space; an empty field is what they are worth everywhere."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_recognition)
    space, weights, problem = get_space(request.actor, slug), get_weights(), ""
    standing: dict[str, Any] = {kind: weights.in_spaces.get((space.pk, kind), "") for kind in KINDS}
    if request.method == "POST":
        standing = {kind: request.POST.get(kind, "").strip() for kind in KINDS}
        given = {kind: value for kind, value in standing.items() if value}
        if all(value.isascii() and value.isdigit() and int(value[:6]) <= MOST and len(value) < 6 for value in given.values()):
            set_space_weights(actor=request.actor, space_id=space.pk, weights={kind: int(v) for kind, v in given.items()})
            messages.success(request, _("Saved. Points are counted anew."))
            return redirect("recognition_manage_points")
        problem = _("Give whole numbers from 0 to 1000, or nothing.")
    labels = {kind: PointsSettings.model_fields[kind].title for kind in KINDS}
    context = {
        "space": space,
        "standing": standing,
        "labels": labels,
        "everywhere": weights.everywhere,
        "problem": problem,
        "most": MOST,
    }
    return render(request, "recognition/manage_space_points.html", context, status=400 if problem else 200)


@gated(Gate.MEMBER)
@require_safe
def badges(request: HttpRequest) -> HttpResponseBase:
    """All badges with their rules in words."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_recognition)
    context = {"groups": list_badges(request.actor), "metrics": METRICS, "comparisons": COMPARISONS}
    return render(request, "recognition/manage_badges.html", context)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def new_badge(request: HttpRequest) -> HttpResponseBase:
    """A new badge."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_recognition)
    return _edit(request, None)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def badge(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A badge and its rule; "preview" shows who would hold it without saving."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_recognition)
    return _edit(request, get_badge(request.actor, slug))


def _edit(request: BrandRequest, found: BadgeView | None) -> HttpResponseBase:
    form = BadgeForm(request.POST or None, rule=found.rule if found else None, initial=_initial(found))
    preview: Preview | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if "preview" in request.POST:
                preview = _preview(form)
            elif found is None:
                create_badge(actor=request.actor, **form.values())
            else:
                change_badge(actor=request.actor, badge_id=found.id, **_changes(found, form))
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            if preview is None:
                messages.success(request, _("Saved. Who has earned it by now gets it within minutes."))
                return redirect("recognition_manage_badges")
    context = {"form": form, "badge": found, "preview": preview, "is_long": found is not None and not fits(found.rule)}
    return render(request, "recognition/manage_badge.html", context, status=400 if form.errors else 200)


def _preview(form: BadgeForm) -> Preview | None:
    raw, subject = form.rule(), form.cleaned_data["subject"]
    if raw is None:
        form.add_error(None, _("Without a rule nobody gets the badge by itself."))
        return None
    return preview_rule(parse_rule(raw, subject), subject)


def _changes(found: BadgeView, form: BadgeForm) -> dict[str, Any]:
    """What was sent; a rule that is longer than the form stays, and so does a name that nobody changed."""
    values = form.values()
    if not fits(found.rule):
        del values["rule"], values["subject"]
    for name in ("name", "description"):
        if values[name] == getattr(found, name):
            # The product's own words stay translated while nobody writes others.
            del values[name]
    return values


def _initial(found: BadgeView | None) -> dict[str, Any]:
    names = ("name", "description", "group", "tier", "gives_title", "subject", "revocable", "is_multiple", "is_disabled")
    return {name: getattr(found, name) for name in names} if found is not None else {"group": "other"}


def _settings_form(request: BrandRequest, name: str, kind: type[BrandSettings], *, sent: bool) -> SettingsForm:
    initial = {**read(kind).model_dump(), "version": version_of(name)}
    return SettingsForm(kind, request.POST if sent else None, initial=initial, auto_id=f"{name}_%s")


def _save(request: BrandRequest, name: str, form: SettingsForm) -> bool:
    if not form.is_valid():
        return False
    values = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    try:
        change_settings(actor=request.actor, section=name, values=values, version=form.cleaned_data["version"])
    except (InvalidError, ConflictError) as error:
        form.take(error)
        return False
    messages.success(request, _("Saved."))
    return True


def _trust_rows(form: SettingsForm) -> dict[str, list[Any]]:
    """The fields of the levels, by level."""
    found: dict[str, list[Any]] = {"1": [], "2": [], "3": []}
    for field in form.visible_fields():
        found[field.name[2]].append(field)
    return found
