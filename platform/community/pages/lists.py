"""Lists of topics: the front page, all topics, one space with what lies in it, one tag; and the page of all tags."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from brand_settings.queries import read
from branding.settings import HomeSettings, SearchEngineSettings
from community.addresses import tag_path
from community.models.space import Space
from community.models.tag import Tag
from community.pages.origin import origin
from community.policies import can_ask, can_moderate
from community.queries.banners import list_banners
from community.queries.filters import Listing, Period, parse_filter
from community.queries.front import fill_blocks, greeting_for
from community.queries.spaces import list_spaces, tree_of
from community.queries.tags import find_tag, list_tag_groups
from community.queries.topics import TopicRow, get_front_page, list_popular_tags, list_topics
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.pagination import Page
from kernel.public_pages import public_page


@public_page
@gated(Gate.PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The brand's spaces with their latest topics, and questions that wait for an answer."""
    request = cast("BrandRequest", request)
    spaces = list_spaces(request.actor)
    context: dict[str, Any] = {
        "spaces": spaces,
        "tree": tree_of(spaces),
        "banners": list_banners(request.actor, spaces, at=now()),
        "origin": origin(request),
        "greeting": greeting_for(request.actor),
        "seo": read(SearchEngineSettings),
    }
    blocks = read(HomeSettings).blocks
    if blocks:
        return render(request, "community/home_blocks.html", context | {"blocks": fill_blocks(request.actor, blocks, spaces)})
    context |= {"front": get_front_page(spaces, reader=request.actor.user_id), "tags": list_popular_tags(spaces)}
    return render(request, "community/home.html", context)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """The topics of all spaces that the reader may see."""
    request = cast("BrandRequest", request)
    spaces = list_spaces(request.actor)
    return render(request, "community/topics.html", _list(request, spaces) | {"tags": list_popular_tags(spaces)})


@public_page
@gated(Gate.PUBLIC)
@require_safe
def space(request: HttpRequest, slug: str) -> HttpResponse:
    """The topics of one space and of those inside it."""
    request = cast("BrandRequest", request)
    tree = tree_of(list_spaces(request.actor))
    node = tree.node(slug)
    within = tree.within(node.space.pk)
    context = _list(request, within, inside=True) | {
        "space": node.space,
        "node": node,
        "crumbs": tree.ancestors(node.space.pk),
        "tags": list_popular_tags(within),
        "may_ask": can_ask(request.actor, node.space),
        "may_moderate": request.actor.is_authenticated and can_moderate(request.actor, node.space),
        "banners": list_banners(request.actor, within, at=now()),
    }
    return render(request, "community/space.html", context)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def tag(request: HttpRequest, name: str) -> HttpResponseBase:
    """The topics with one tag, in all spaces that the reader may see; a synonym leads to what it stands for."""
    request = cast("BrandRequest", request)
    found = find_tag(name)
    if found is not None and found.name != name:
        query = request.META.get("QUERY_STRING", "")
        return redirect(tag_path(found.name) + (f"?{query}" if query else ""), permanent=True)
    context = _list(request, list_spaces(request.actor), tag=found, tagged=True, inside=True) | {"tag": name, "found": found}
    return render(request, "community/tag.html", context)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """All tags that topics carry where the reader may look, by group."""
    request = cast("BrandRequest", request)
    groups = list_tag_groups(list_spaces(request.actor))
    return render(request, "community/tags.html", {"groups": groups, "origin": origin(request)})


def _list(
    request: BrandRequest, spaces: Sequence[Space], *, tag: Tag | None = None, tagged: bool = False, inside: bool = False
) -> dict[str, Any]:
    """What every page with a list of topics shows. `tag` belongs to the page's own address; an unknown one finds nothing."""
    wanted = parse_filter(request.GET)
    reader = request.actor.user_id
    if wanted.list == Listing.UNREAD and reader is None:
        raise NotFoundError
    cursor = request.GET.get("cursor") or None
    shown: Page[TopicRow] = Page([])
    if tag is not None or not tagged:
        known = [tag.pk] if tag is not None else []
        pins = not tagged
        shown = list_topics(spaces, wanted, reader=reader, known_tags=known, pins=pins, inside=inside, cursor=cursor)
    return {
        "filter": wanted,
        "topics": shown,
        "listings": [name for name in Listing if name != Listing.UNREAD or reader is not None],
        "periods": list(Period),
        "origin": origin(request),
        "is_first": cursor is None,
    }
