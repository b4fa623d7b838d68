"""Reading one topic."""

from typing import cast

from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.models.topic import Topic
from community.pages.forms import ReplyForm
from community.pages.origin import origin
from community.pages.structured import qa_page
from community.queries.reading import REPLIES_PER_PAGE, get_posts_beyond, get_topic_view
from kernel.clock import now
from kernel.ids import uuid7
from kernel.markdown import excerpt

COUNT_VIEWS_BY = 10


@gated(Gate.PUBLIC)
@require_safe
def topic(request: HttpRequest, slug: str, number: str) -> HttpResponseBase:
    """A page of the topic, or with `?fragment=1&after=<position>` just the posts beyond, for pages that are open already."""
    request = cast("BrandRequest", request)
    if "fragment" in request.GET:
        return fragment(request, int(number))
    raw_page = request.GET.get("page", "1")
    page = int(raw_page) if raw_page.isascii() and raw_page.isdigit() and len(raw_page) < 8 else 1
    view = get_topic_view(request.actor, int(number), page=page, at=now())
    canonical = view.path + (f"?page={page}" if page > 1 else "")
    if slug != view.topic.slug or (raw_page == "1" and "page" in request.GET):
        return redirect(canonical, permanent=True)
    _count_view(view.topic)
    site = origin(request)
    context = {
        "view": view,
        "topic": view.topic,
        "form": ReplyForm(initial={"id": uuid7()}),
        "canonical": site + canonical,
        "description": excerpt(view.first.html, 160),
        "structured": qa_page(view, site) if view.topic.is_question and view.space.is_public and page == 1 else None,
    }
    return render(request, "community/topic.html", context)


def fragment(request: BrandRequest, number: int) -> HttpResponse:
    """The posts after a position as HTML."""
    raw = request.GET.get("after", "")
    after = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1
    view = get_posts_beyond(request.actor, number, after, at=now())
    response = render(request, "community/parts/new_posts.html", {"view": view, "per_page": REPLIES_PER_PAGE})
    response["X-Robots-Tag"] = "noindex"
    return response


def _count_view(topic: Topic) -> None:
    """Views are counted in the cache and written by tens: a page that is only read should not write a row each time."""
    key = f"community:views:{topic.pk}"
    cache.add(key, 0, 86_400)
    try:
        seen = cache.incr(key)
    except ValueError:
        return
    if seen % COUNT_VIEWS_BY == 0:
        Topic.objects.filter(pk=topic.pk).update(view_count=F("view_count") + COUNT_VIEWS_BY)
