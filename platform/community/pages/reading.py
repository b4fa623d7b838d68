"""Reading one topic."""

from dataclasses import replace
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.addresses import REPLIES_PER_PAGE
from community.pages.composing import opened_mark
from community.pages.counting import count_view
from community.pages.forms import ReplyForm
from community.pages.jumping import jump_address, wants_jump
from community.pages.leading import leads_on
from community.pages.origin import origin
from community.pages.printing import print_topic
from community.pages.structured import qa_page
from community.queries.backlinks import list_backlinks
from community.queries.extras import page_extras
from community.queries.localizing import localized
from community.queries.places import nearby_pages
from community.queries.reading import get_posts_beyond, get_topic_view
from community.queries.readings import get_reading
from community.queries.spaces import ancestors_of
from community.queries.speaking import speaks
from community.queries.translations import alternates_of
from kernel.clock import now
from kernel.ids import uuid7
from kernel.markdown import excerpt
from kernel.public_pages import counts_as, public_page, shows


@public_page
@leads_on
@gated(Gate.PUBLIC)
@require_safe
def topic(request: HttpRequest, slug: str, number: str, language: str = "") -> HttpResponseBase:
    """A page of the topic, or with `?fragment=1&after=<position>` just the posts beyond, for pages that are open already.

    `?post=`, `?date=` and `?at=` lead to a page; `?print=1` is the whole topic on paper.
    """
    request = cast("BrandRequest", request)
    if "fragment" in request.GET:
        return fragment(request, int(number))
    if "print" in request.GET:
        return print_topic(request, int(number))
    if wants_jump(request):
        return redirect(jump_address(request, int(number)))
    raw_page = request.GET.get("page", "1")
    page = int(raw_page) if raw_page.isascii() and raw_page.isdigit() and len(raw_page) < 8 else 1
    view = get_topic_view(request.actor, int(number), page=page, at=now())
    spoken = localized(request.actor, view, language) if language else None
    view = spoken.view if spoken is not None else view
    canonical = view.path + (f"?page={page}" if page > 1 else "")
    if slug != (spoken.slug if spoken is not None else view.topic.slug) or (raw_page == "1" and "page" in request.GET):
        return redirect(canonical, permanent=True)
    count_view(view.topic)
    site = origin(request)
    extras = page_extras(request.actor, view, at=now())
    if extras.article is not None:
        view = replace(view, first=replace(view.first, html=extras.article.html))
    backlinks = list_backlinks(request.actor, view.topic)
    context = {
        "view": view,
        "extras": extras,
        "topic": view.topic,
        "crumbs": ancestors_of(request.actor, view.space),
        "reading": get_reading(request.actor.user_id, view.topic.pk),
        "pages": nearby_pages(view.page, view.last_page),
        "form": ReplyForm(initial={"id": uuid7(), "opened": opened_mark()}),
        "alternates": alternates_of(view.topic),
        "shown_language": language or view.topic.language,
        "shown_title": spoken.title if spoken is not None else view.topic.title,
        "is_translating": spoken is not None and spoken.is_pending,
        "speaks": speaks(request.actor, view.topic, view.first.author_id),
        "site": site,
        "backlinks": backlinks,
        "canonical": site + canonical,
        "description": excerpt(view.first.html, 160),
        "structured": qa_page(view, site) if view.topic.is_question and view.space.is_public and page == 1 else None,
    }
    # Titles of the topics that point here, and of those that are quoted, stand on the page too.
    shown = [view.topic.pk, *(link.topic_id for link in backlinks), *view.quotes]
    response = shows(render(request, "community/topic.html", context), *(f"topic:{ident}" for ident in shown))
    return counts_as(response, "topic", view.topic.pk)


def fragment(request: BrandRequest, number: int) -> HttpResponse:
    """The posts after a position as HTML."""
    raw = request.GET.get("after", "")
    after = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1
    view = get_posts_beyond(request.actor, number, after, at=now())
    response = render(request, "community/parts/new_posts.html", {"view": view, "per_page": REPLIES_PER_PAGE})
    response["X-Robots-Tag"] = "noindex"
    return shows(response, *(f"topic:{ident}" for ident in (view.topic.pk, *view.quotes)))
