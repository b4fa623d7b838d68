"""What machines fetch: robots.txt, sitemaps, Atom feeds. They show public spaces alone, whoever asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.addresses import space_path, topic_path
from community.models.space import Space
from community.models.topic import Topic
from community.pages.origin import origin
from community.queries.feeds import (
    FeedEntry,
    list_feed_posts,
    list_feed_topics,
    list_sitemap_pages,
    list_sitemap_topics,
    public_spaces,
)
from kernel.errors import NotFoundError
from kernel.public_pages import public_page
from tenants.middleware import tenant_of

ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /api/
Disallow: /ask/
Disallow: /desk
Disallow: /posts/
Disallow: /search/

Sitemap: {origin}/sitemap.xml
"""


@public_page
@gated(Gate.PUBLIC)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers have nothing to find, and where they have."""
    text = ROBOTS.format(origin=origin(cast("BrandRequest", request)))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page
@gated(Gate.PUBLIC)
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps."""
    request = cast("BrandRequest", request)
    site, pages = origin(request), list_sitemap_pages(public_spaces(request.actor))
    addresses = [f"{site}/sitemaps/spaces.xml", *(f"{site}/sitemaps/topics-{page}.xml" for page in pages)]
    return _xml(request, "community/sitemap_index.xml", {"addresses": addresses})


@public_page
@gated(Gate.PUBLIC)
@require_safe
def sitemap_spaces(request: HttpRequest) -> HttpResponse:
    """The front page and the spaces."""
    request = cast("BrandRequest", request)
    site = origin(request)
    entries: list[tuple[str, datetime | None]] = [(f"{site}/", None)]
    entries += [(site + space_path(space.slug), None) for space in public_spaces(request.actor)]
    return _xml(request, "community/sitemap.xml", {"entries": entries})


@public_page
@gated(Gate.PUBLIC)
@require_safe
def sitemap_topics(request: HttpRequest, page: int) -> HttpResponse:
    """Up to ten thousand topics."""
    request = cast("BrandRequest", request)
    found = list_sitemap_topics(public_spaces(request.actor), page)
    if not found:
        raise NotFoundError
    site = origin(request)
    return _xml(request, "community/sitemap.xml", {"entries": [(site + path, at) for path, at in found]})


@public_page
@gated(Gate.PUBLIC)
@require_safe
def brand_feed(request: HttpRequest) -> HttpResponse:
    """New topics of the brand."""
    request = cast("BrandRequest", request)
    return _feed(request, tenant_of(request).name, "/", list_feed_topics(public_spaces(request.actor)))


@public_page
@gated(Gate.PUBLIC)
@require_safe
def space_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """New topics of one space."""
    request = cast("BrandRequest", request)
    space = next((space for space in public_spaces(request.actor) if space.slug == slug), None)
    if space is None:
        raise NotFoundError
    return _feed(request, f"{space.name} · {tenant_of(request).name}", space_path(space.slug), list_feed_topics([space]))


@public_page
@gated(Gate.PUBLIC)
@require_safe
def topic_feed(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """New posts of one topic."""
    request = cast("BrandRequest", request)
    topic = _public_topic(public_spaces(request.actor), int(number))
    return _feed(request, topic.title, topic_path(topic.number, topic.slug), list_feed_posts(topic))


def _public_topic(spaces: Sequence[Space], number: int) -> Topic:
    topic = Topic.objects.in_spaces(space.pk for space in spaces).filter(number=number).first()
    if topic is None:
        raise NotFoundError
    return topic


def _feed(request: BrandRequest, title: str, path: str, entries: Sequence[FeedEntry]) -> HttpResponse:
    updated = max((entry.updated for entry in entries), default=None)
    context = {"title": title, "path": path, "entries": entries, "updated": updated, "origin": origin(request)}
    return _xml(request, "community/feed.xml", context, kind="application/atom+xml")


def _xml(request: HttpRequest, template: str, context: dict[str, Any], *, kind: str = "application/xml") -> HttpResponse:
    response = render(request, template, context, content_type=f"{kind}; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response
