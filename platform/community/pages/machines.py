"""What crawlers fetch: robots.txt and sitemaps. They show public spaces alone, whoever asks."""

import re
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from brand_settings.queries import read
from branding.settings import SearchEngineSettings
from community.addresses import space_path
from community.pages.origin import origin
from community.queries.feeds import list_sitemap_pages, list_sitemap_topics, public_spaces
from kernel.errors import NotFoundError
from kernel.public_pages import public_page

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
    """Up to a thousand topics, each in its languages."""
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


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response
