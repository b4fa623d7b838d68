"""One's drafts: a list to go on from."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.actions.drafting import discard_draft
from community.queries.drafts import list_drafts


@gated(Gate.MEMBER)
@require_safe
def drafts(request: HttpRequest) -> HttpResponseBase:
    """What one has begun and not sent."""
    request = cast("BrandRequest", request)
    page = list_drafts(request.actor, cursor=request.GET.get("cursor") or None)
    return render(request, "community/drafts.html", {"page": page})


@gated(Gate.MEMBER)
@require_POST
def discard(request: HttpRequest, key: str) -> HttpResponseBase:
    """Throw one away."""
    request = cast("BrandRequest", request)
    discard_draft(actor=request.actor, key=key)
    messages.info(request, _("The draft is gone."))
    return redirect("community_drafts")
