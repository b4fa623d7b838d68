"""Searching, and what administrators learn from it."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest, client_address
from community.actions.searching import log_click, log_search
from community.limits import enforce
from community.models.topic import KIND_CHOICES
from community.policies import can_count_searches
from community.queries.search import MAX_QUERY, PAGE, search_topics
from community.queries.searched import get_search_figures, searched_words
from community.queries.similar import get_deflection_figures
from community.queries.spaces import list_spaces, tree_of
from community.search_language import parse_search
from kernel.clock import now
from kernel.pagination import paginate

LAST_PAGE = 50
ORDERS = {
    "": _("Best match"),
    "latest": _("Newest first"),
    "oldest": _("Oldest first"),
    "votes": _("Most helpful"),
    "views": _("Most read"),
}
STATES = {"": _("Any state"), "solved": _("Solved"), "unsolved": _("Not solved"), "noreplies": _("Without a reply")}
PERIODS = {"7": _("Last 7 days"), "30": _("Last 30 days"), "365": _("Last year")}


@gated(Gate.PUBLIC)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What matches some words and filters, best first. The form's fields become operators, so that one address says all."""
    request = cast("BrandRequest", request)
    typed, wanted = asked_for(request)
    spaces, number = list_spaces(request.actor), _page_number(request)
    query, found, search_id = parse_search(wanted), None, None
    if not query.is_empty:
        enforce(request.actor, "search", address=client_address(request))
        found = search_topics(spaces, query, actor=request.actor, page=number, faces=False)
        if number == 1 and query.words:
            search_id = log_search(actor=request.actor, words=query.words, hit_count=found.total)
    context = {
        "query": typed,
        "words": query.words,
        "asked": request.GET,
        "found": found,
        "search_id": search_id,
        "first_place": (number - 1) * PAGE + 1,
        "problems": query.problems,
        "tree": tree_of(spaces),
        "kinds": KIND_CHOICES,
        "orders": ORDERS.items(),
        "states": STATES.items(),
        "more": _address(request),
        "feed_query": _address(request).removesuffix("&page="),
        "is_narrowed": query.has_filters,
    }
    return render(request, "community/search.html", context)


@csrf_exempt  # a beacon of readers without a session; it can say nothing but the place that was opened
@gated(Gate.PUBLIC)
@require_POST
def clicked(request: HttpRequest) -> HttpResponseBase:
    """Remember which place of a search was opened."""
    request = cast("BrandRequest", request)
    form = ClickForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    enforce(request.actor, "preview", address=client_address(request))
    log_click(actor=request.actor, search_id=form.cleaned_data["search"], place=form.cleaned_data["place"])
    return HttpResponse(status=204)


@gated(Gate.MEMBER)
@require_safe
def searched(request: HttpRequest) -> HttpResponse:
    """What people looked for, by how often; first what was not found."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_count_searches)
    days = request.GET.get("days", "30") if request.GET.get("days") in PERIODS else "30"
    missing = request.GET.get("show", "missing") != "all"
    ends_at = now()
    period: dict[str, Any] = {"starts_at": ends_at - timedelta(days=int(days)), "ends_at": ends_at}
    rows = searched_words(**period, missing=missing)
    page = paginate(rows, order=["-times", "words"], cursor=request.GET.get("cursor"), size=50)
    context = {
        "figures": get_search_figures(**period),
        "deflection": get_deflection_figures(**period),
        "page": page,
        "days": days,
        "periods": PERIODS.items(),
        "missing": missing,
    }
    return render(request, "community/manage/searched.html", context)


class ClickForm(forms.Form):
    """Which search, and which place of its list."""

    search = forms.UUIDField()
    place = forms.IntegerField(min_value=1, max_value=1_000)


def asked_for(request: BrandRequest) -> tuple[str, str]:
    """What was typed, and the same with the form's other fields as operators."""
    typed = request.GET.get("q", "").strip()[:MAX_QUERY]
    return typed, " ".join([typed, *_operators(request)]).strip()


def _operators(request: BrandRequest) -> list[str]:
    """The form's other fields as the operators that they stand for; anything odd is left to the parser to refuse."""
    said = request.GET
    pairs = [
        ("#", "space"),
        ("kind:", "kind"),
        ("status:", "status"),
        ("order:", "order"),
        ("locale:", "language"),
        ("tags:", "tag"),
    ]
    found = [f"{sign}{said[name].strip().split(' ')[0]}" for sign, name in pairs if said.get(name, "").strip()]
    return found + [f"{name}:{said[name].strip()}" for name in ("after", "before") if said.get(name, "").strip()]


def _page_number(request: BrandRequest) -> int:
    raw = request.GET.get("page", "1")
    return max(1, min(int(raw), LAST_PAGE)) if raw.isascii() and raw.isdigit() and len(raw) < 8 else 1


def _address(request: BrandRequest) -> str:
    """This search's address up to the number of a page."""
    said = request.GET.copy()
    said.pop("page", None)
    return f"?{said.urlencode()}&page="
