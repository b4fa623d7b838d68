"""What machines fetch: robots.txt, sitemaps, Atom feeds. They show public spaces alone, whoever asks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from brand_settings.queries import read
from branding.settings import SearchEngineSettings
from community.addresses import space_path, tag_path, topic_path
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
from community.queries.filters import parse_filter
from community.queries.spaces import tree_of
from kernel.errors import NotFoundError
from kernel.public_pages import public_page
from tenants.middleware import tenant_of

_CRAWLER = re.compile(r"[\w .+/-]{1,60}")
ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /api/
Disallow: /ask/
Disallow: /desk
Disallow: /posts/
Disallow: /search/?

Sitemap: {origin}/sitemap.xml
"""


@public_page
@gated(Gate.PUBLIC)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers have nothing to find, and where they have."""
    seo = read(SearchEngineSettings)
    refused = "".join(f"User-agent: {name}\nDisallow: /\n\n" for name in seo.refused_crawlers if _CRAWLER.fullmatch(name))
    text = ROBOTS.format(origin=origin(cast("BrandRequest", request)))
    text = "User-agent: *\nDisallow: /\n" if seo.hidden else refused + text
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
    paths = ["/", *(space_path(space.slug) for space in public_spaces(request.actor))]
    entries = [{"address": site + path} for path in paths]
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
    entries = [
        {
            "address": site + entry.path,
            "changed": entry.changed,
            "alternates": [(tag, site + path) for tag, path in entry.alternates],
        }
        for entry in found
    ]
    return _xml(request, "community/sitemap.xml", {"entries": entries})


@public_page
@gated(Gate.PUBLIC)
@require_safe
def brand_feed(request: HttpRequest) -> HttpResponse:
    """New topics of the brand."""
    request = cast("BrandRequest", request)
    return _feed(request, tenant_of(request).name, "/", list_feed_topics(public_spaces(request.actor), parse_filter(request.GET)))


@public_page
@gated(Gate.PUBLIC)
@require_safe
def space_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """New topics of one space and of those inside it."""
    request = cast("BrandRequest", request)
    tree = tree_of(public_spaces(request.actor))
    space = tree.node(slug).space
    entries = list_feed_topics(tree.within(space.pk), parse_filter(request.GET))
    return _feed(request, f"{space.name} · {tenant_of(request).name}", space_path(space.slug), entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def topics_feed(request: HttpRequest) -> HttpResponse:
    """Any list of topics, with the filters of its page."""
    request = cast("BrandRequest", request)
    wanted = parse_filter(request.GET)
    entries = list_feed_topics(public_spaces(request.actor), wanted)
    return _feed(request, tenant_of(request).name, f"/topics/{wanted.query()}".removesuffix("?"), entries)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def tag_feed(request: HttpRequest, name: str) -> HttpResponse:
    """New topics with one tag, or another list of them."""
    request = cast("BrandRequest", request)
    wanted = parse_filter(request.GET)
    entries = list_feed_topics(public_spaces(request.actor), replace(wanted, tags=(name.lower(), *wanted.tags)))
    return _feed(request, f"{name} · {tenant_of(request).name}", tag_path(name), entries)


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
