"""What a post said before; and whether members edit it together."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.actions.revising import hide_revision, show_revision
from community.actions.wikis import end_wiki, make_wiki
from community.pages.writing import post_address
from community.queries.history import get_history

VIEWS = ("inline", "split")


@gated(Gate.PUBLIC)
@require_safe
def history(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """All edits of a post; `?view=split` shows both texts side by side."""
    request = cast("BrandRequest", request)
    found = get_history(request.actor, post_id, cursor=request.GET.get("cursor") or None)
    chosen = request.GET.get("view", "inline")
    context = {
        "history": found,
        "post": found.post,
        "topic": found.post.topic,
        "address": post_address(found.post.topic, found.post.position),
        "view_as": chosen if chosen in VIEWS else "inline",
    }
    return render(request, "community/history.html", context)


@gated(Gate.MEMBER)
@require_POST
def revision(request: HttpRequest, post_id: UUID, version: int) -> HttpResponseBase:
    """Hide (`value=1`) or show (`value=0`) one earlier version."""
    request = cast("BrandRequest", request)
    change = show_revision if request.POST.get("value") == "0" else hide_revision
    change(actor=request.actor, post_id=post_id, version=version)
    return redirect("community_history", post_id=post_id)


@gated(Gate.MEMBER)
@require_POST
def wiki(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Make a post a wiki (`value=1`) or its author's own again (`value=0`)."""
    request = cast("BrandRequest", request)
    change = end_wiki if request.POST.get("value") == "0" else make_wiki
    post = change(actor=request.actor, post_id=post_id)
    messages.info(
        request, _("Members may edit this post together now.") if post.wiki_at else _("The post is its author's own again.")
    )
    return redirect(post_address(post.topic, post.position))
