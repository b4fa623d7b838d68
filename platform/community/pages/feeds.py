"""A feed for every list, as Atom and as JSON Feed 1.1. They show public spaces alone, whoever asks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest, client_address
from community.addresses import space_path, tag_path, topic_path
from community.limits import enforce
from community.models.space import Space
from community.models.topic import Kind
from community.pages.origin import origin
from community.pages.searching import asked_for
from community.queries.feeds import (
    FeedEntry,
    find_public_topic,
    list_feed_found,
    list_feed_ideas,
    list_feed_person,
    list_feed_posts,
    list_feed_topics,
    public_spaces,
)
from community.queries.filters import parse_filter
from community.queries.spaces import tree_of
from community.search_language import parse_search
from kernel.public_pages import public_page
from tenants.middleware import tenant_of


@public_page
@gated(Gate.PUBLIC)
@require_safe
def brand(request: HttpRequest, form: str) -> HttpResponse:
    """New topics of the brand."""
    request = cast("BrandRequest", request)
    entries = list_feed_topics(public_spaces(request.actor), parse_filter(request.GET))
    return _feed(request, form, tenant_of(request).name, "/", entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def space(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    """New topics of one space and of those inside it."""
    request = cast("BrandRequest", request)
    tree = tree_of(public_spaces(request.actor))
    found = tree.node(slug).space
    entries = list_feed_topics(tree.within(found.pk), parse_filter(request.GET))
    return _feed(request, form, _titled(request, found.name), space_path(found.slug), entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def topics(request: HttpRequest, form: str) -> HttpResponse:
    """Any list of topics, with the filters of its page."""
    request = cast("BrandRequest", request)
    wanted = parse_filter(request.GET)
    entries = list_feed_topics(public_spaces(request.actor), wanted)
    return _feed(request, form, tenant_of(request).name, f"/topics/{wanted.query()}".removesuffix("?"), entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def tag(request: HttpRequest, form: str, name: str) -> HttpResponse:
    """New topics with one tag, or another list of them."""
    request = cast("BrandRequest", request)
    wanted = parse_filter(request.GET)
    entries = list_feed_topics(public_spaces(request.actor), replace(wanted, tags=(name.lower(), *wanted.tags)))
    return _feed(request, form, _titled(request, name), tag_path(name), entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def topic(request: HttpRequest, form: str, slug: str, number: str) -> HttpResponse:
    """New posts of one topic."""
    request = cast("BrandRequest", request)
    found = find_public_topic(public_spaces(request.actor), int(number))
    return _feed(request, form, found.title, topic_path(found.number, found.slug), list_feed_posts(found))


@public_page
@gated(Gate.PUBLIC)
@require_safe
def ideas(request: HttpRequest, form: str, slug: str = "") -> HttpResponse:
    """The board of ideas, with the status and the order of its page."""
    request = cast("BrandRequest", request)
    spaces, found = _spaces(request, slug)
    status, order = request.GET.get("status", ""), request.GET.get("order", "votes")
    entries = list_feed_ideas(request.actor, spaces, status=status, order=order)
    path = f"{space_path(slug) if slug else '/'}ideas/"
    return _feed(request, form, _titled(request, _("Ideas"), found), path, entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def knowledge(request: HttpRequest, form: str, slug: str = "") -> HttpResponse:
    """New articles."""
    request = cast("BrandRequest", request)
    spaces, found = _spaces(request, slug)
    entries = list_feed_topics(spaces, replace(parse_filter(request.GET), kind=Kind.ARTICLE.value))
    path = "/kb/" + (space_path(slug).removeprefix("/s/") if slug else "")
    return _feed(request, form, _titled(request, _("Knowledge base"), found), path, entries)


@gated(Gate.PUBLIC)
@require_safe
def search(request: HttpRequest, form: str) -> HttpResponse:
    """What some words find."""
    request = cast("BrandRequest", request)
    typed, wanted = asked_for(request)
    query, entries = parse_search(wanted), []
    if not query.is_empty:
        enforce(request.actor, "search", address=client_address(request))
        entries = list_feed_found(request.actor, public_spaces(request.actor), query)
    return _feed(request, form, _titled(request, typed or _("Search")), "/search/" + _query(request), entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def person(request: HttpRequest, form: str, name: str) -> HttpResponse:
    """What somebody wrote."""
    request = cast("BrandRequest", request)
    tab = request.GET.get("tab", "all")
    profile, entries = list_feed_person(request.actor, public_spaces(request.actor), name, tab)
    path = str(profile.face.path)
    return _feed(request, form, _titled(request, profile.face.name), path, entries)


def _spaces(request: BrandRequest, slug: str) -> tuple[Sequence[Space], Space | None]:
    """All public spaces, or the one that is named."""
    spaces = public_spaces(request.actor)
    if not slug:
        return spaces, None
    found = tree_of(spaces).node(slug).space
    return [found], found


def _titled(request: BrandRequest, title: str, space: Space | None = None) -> str:
    return " · ".join([title, *([space.name] if space is not None else []), tenant_of(request).name])


def _query(request: BrandRequest) -> str:
    given = request.META.get("QUERY_STRING", "")
    return f"?{given}" if given else ""


def _feed(request: BrandRequest, form: str, title: str, path: str, entries: Sequence[FeedEntry]) -> HttpResponse:
    if form == "json":
        response = HttpResponse(_json(request, title, path, entries), content_type="application/feed+json; charset=utf-8")
    else:
        updated = max((entry.updated for entry in entries), default=None)
        context = {"title": title, "path": path, "entries": entries, "updated": updated, "origin": origin(request)}
        response = render(request, "community/feed.xml", context, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _json(request: BrandRequest, title: str, path: str, entries: Sequence[FeedEntry]) -> bytes:
    site = origin(request)
    items = [
        {
            "id": f"urn:uuid:{entry.id}",
            "url": site + entry.path,
            "title": entry.title,
            "content_html": entry.html,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": entry.author}],
            **({"language": entry.language} if entry.language else {}),
            **({"tags": list(entry.tags)} if entry.tags else {}),
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": site + path,
        "feed_url": site + request.get_full_path(),
        "language": tenant_of(request).language,
        "items": items,
    }
    return orjson.dumps(feed)
