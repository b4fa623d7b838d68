"""Finding something to read: search, people."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.pages.origin import origin
from community.queries.profiles import get_profile_view
from community.queries.search import search_topics
from community.queries.spaces import list_spaces
from kernel.public_pages import public_page


@public_page
@gated(Gate.PUBLIC)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What matches some words, best first."""
    request = cast("BrandRequest", request)
    wanted = request.GET.get("q", "").strip()[:200]
    raw_page = request.GET.get("page", "1")
    page = max(1, min(int(raw_page), 50)) if raw_page.isascii() and raw_page.isdigit() and len(raw_page) < 8 else 1
    spaces = list_spaces(request.actor)
    context = {"query": wanted, "found": search_topics(spaces, wanted, page=page) if wanted else None, "spaces": spaces}
    return render(request, "community/search.html", context)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def person(request: HttpRequest, name: str) -> HttpResponse:
    """What a person asked, answered and solved."""
    request = cast("BrandRequest", request)
    profile = get_profile_view(list_spaces(request.actor), name, cursor=request.GET.get("cursor") or None)
    return render(request, "community/person.html", {"profile": profile, "origin": origin(request)})
