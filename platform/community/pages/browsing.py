"""People's pages."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.extensions import profile_sections
from community.pages.origin import origin
from community.queries.profiles import get_profile_view
from community.queries.spaces import list_spaces
from kernel.public_pages import public_page


@public_page
@gated(Gate.PUBLIC)
@require_safe
def person(request: HttpRequest, name: str) -> HttpResponse:
    """What a person asked, answered and solved."""
    request = cast("BrandRequest", request)
    actor = request.actor
    profile = get_profile_view(
        list_spaces(actor),
        name,
        cursor=request.GET.get("cursor") or None,
        actor=actor,
        tab=request.GET.get("tab", "all"),
    )
    context = {"profile": profile, "origin": origin(request), "sections": profile_sections(actor, profile.person)}
    return render(request, "community/person.html", context)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def card(request: HttpRequest, name: str) -> HttpResponse:
    """The person in short: beside a name that is pointed at, or as a page of its own."""
    request = cast("BrandRequest", request)
    profile = get_profile_view(list_spaces(request.actor), name, cursor=None, actor=request.actor)
    return render(request, "community/card.html", {"profile": profile})
