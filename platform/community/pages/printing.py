"""A whole topic on paper: `?print=1`, in parts of a few hundred posts, without anything that can be clicked."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from access.request import BrandRequest
from community.pages.origin import origin
from community.queries.reading import get_posts_beyond
from kernel.clock import now

PART = 200


def print_topic(request: HttpRequest, number: int) -> HttpResponse:
    """Posts from the position `from` on; the end of a part links to the next."""
    request = cast("BrandRequest", request)
    raw = request.GET.get("from", "1")
    start = max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1
    view = get_posts_beyond(request.actor, number, start - 1, at=now(), most=PART, from_first=True)
    context = {"view": view, "topic": view.topic, "start": start, "origin": origin(request)}
    response = render(request, "community/print.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
