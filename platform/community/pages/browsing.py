"""Finding something to read: front page, spaces, tags, search, people."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.pages.origin import origin
from community.policies import can_ask
from community.queries.profiles import get_profile_view
from community.queries.search import search_topics
from community.queries.spaces import get_space, list_spaces
from community.queries.topics import get_front_page, list_popular_tags, list_topics

STATUSES = ("latest", "unanswered", "unsolved", "solved")


@gated(Gate.PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The brand's spaces with their latest topics, and questions that wait for an answer."""
    request = cast("BrandRequest", request)
    spaces = list_spaces(request.actor)
    context = {
        "spaces": spaces,
        "front": get_front_page(spaces),
        "tags": list_popular_tags(spaces),
        "origin": origin(request),
    }
    return render(request, "community/home.html", context)


@gated(Gate.PUBLIC)
@require_safe
def space(request: HttpRequest, slug: str) -> HttpResponse:
    """The topics of one space, by status and tag."""
    request = cast("BrandRequest", request)
    found = get_space(request.actor, slug)
    status, tag = _status(request), request.GET.get("tag", "").replace("\x00", "")[:40]
    context = {
        "space": found,
        "status": status,
        "statuses": STATUSES,
        "tag": tag,
        "tags": list_popular_tags([found]),
        "topics": list_topics([found], status=status, tag=tag, cursor=request.GET.get("cursor") or None),
        "may_ask": can_ask(request.actor, found),
        "origin": origin(request),
    }
    return render(request, "community/space.html", context)


@gated(Gate.PUBLIC)
@require_safe
def tag(request: HttpRequest, name: str) -> HttpResponse:
    """The topics with one tag, in all spaces that the reader may see."""
    request = cast("BrandRequest", request)
    spaces = list_spaces(request.actor)
    status = _status(request)
    topics = list_topics(spaces, status=status, tag=name.lower(), cursor=request.GET.get("cursor") or None)
    context = {"tag": name.lower(), "status": status, "statuses": STATUSES, "topics": topics, "origin": origin(request)}
    return render(request, "community/tag.html", context)


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


@gated(Gate.PUBLIC)
@require_safe
def person(request: HttpRequest, name: str) -> HttpResponse:
    """What a person asked, answered and solved."""
    request = cast("BrandRequest", request)
    profile = get_profile_view(list_spaces(request.actor), name, cursor=request.GET.get("cursor") or None)
    return render(request, "community/person.html", {"profile": profile, "origin": origin(request)})


def _status(request: HttpRequest) -> str:
    wanted = request.GET.get("status", "latest")
    return wanted if wanted in STATUSES else "latest"
