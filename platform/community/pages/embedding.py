"""Frames for the brand's own site: comments on a page, and a box to search and ask. Sites that the brand named may frame them.

A frame on another site has no session (the cookie is SameSite=Lax): it reads, and writing opens the community itself.
"""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django_vite.core.asset_loader import DjangoViteAssetLoader
from django_vite.core.exceptions import DjangoViteAssetNotFoundError, DjangoViteManifestError

from access.api.gate import Gate, gated
from access.request import BrandRequest, client_address
from brand_settings.queries import read
from branding.settings import EmbedSettings
from community.actions.embedding import comment_on_page, page_url
from community.limits import enforce
from community.pages.composing import circumstances_of, composer_context
from community.pages.forms import ReplyForm
from community.pages.origin import origin
from community.pages.writing import post_address
from community.queries.embedded import embedded_topic_number
from community.queries.reading import get_posts_beyond
from community.queries.search import search_topics
from community.queries.spaces import list_spaces
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError, TooManyError
from kernel.ids import uuid7
from kernel.public_pages import public_page

SHOWN = 50


@public_page
@gated(Gate.PUBLIC)
@require_safe
def script(request: HttpRequest) -> HttpResponseBase:
    """The script that a brand puts on its site, under an address that never changes."""
    try:
        path = DjangoViteAssetLoader.instance().generate_vite_asset_url("src/embed/embed.ts")
    except (DjangoViteAssetNotFoundError, DjangoViteManifestError):
        raise NotFoundError from None
    response = HttpResponseRedirect(path if path.startswith("/") else static(path))
    response["Cache-Control"] = "public, max-age=300"
    return response


@xframe_options_exempt
@gated(Gate.PUBLIC)
@require_safe
def comments(request: HttpRequest) -> HttpResponseBase:
    """The comments on `?url=`, and the way to write one."""
    request = cast("BrandRequest", request)
    url = page_url(request.GET.get("url", ""))
    number = embedded_topic_number(url)
    view = get_posts_beyond(request.actor, number, 1, at=now(), most=SHOWN) if number is not None else None
    title = request.GET.get("title", "")[:200]
    return _framed(request, "community/embed/comments.html", {"page_address": url, "title": title, "view": view})


@xframe_options_exempt
@gated(Gate.PUBLIC)
@require_safe
def question_box(request: HttpRequest) -> HttpResponseBase:
    """A search field; what it finds stays in the frame, and asking leads to the community."""
    request = cast("BrandRequest", request)
    if not read(EmbedSettings).question_box:
        raise NotFoundError
    wanted = request.GET.get("q", "").strip()[:200]
    found = None
    if wanted:
        enforce(request.actor, "search", address=client_address(request))
        found = search_topics(list_spaces(request.actor), wanted, actor=request.actor, size=5, faces=False)
    return _framed(request, "community/embed/question_box.html", {"query": wanted, "found": found})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponseBase:
    """A comment on `?url=`, written in the community's own window."""
    request = cast("BrandRequest", request)
    url = page_url(request.GET.get("url", ""))
    title = request.GET.get("title", "").strip()[:200] or url
    form = ReplyForm(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            post = comment_on_page(
                actor=request.actor,
                url=url,
                title=title,
                body=data["body"],
                id=data["id"],
                circumstances=circumstances_of(request, form),
            )
        except (InvalidError, TooManyError, ForbiddenError) as error:
            form.take(error)
        else:
            return redirect(post_address(post.topic, post.position))
    context = {"page_address": url, "title": title, **composer_context(request, form, key="")}
    return render(request, "community/embed/write.html", context, status=400 if form.errors else 200)


def _framed(request: BrandRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context | {"origin": origin(request)})
    sites = read(EmbedSettings).sites
    response._csp_replace = {"frame-ancestors": sites or ["'none'"]}  # type: ignore[attr-defined] # how django-csp is told
    response["X-Robots-Tag"] = "noindex"
    return response
