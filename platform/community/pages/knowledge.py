"""The knowledge base, and the workshop where its articles are written and reviewed."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.articles import (
    begin_article,
    confirm_article,
    publish_version,
    return_version,
    submit_version,
    write_version,
)
from community.actions.rating import rate_article
from community.addresses import topic_path
from community.kind_policies import can_begin_article, can_see_review_list
from community.pages.forms import split_tags
from community.pages.tool_forms import ArticleForm, NewArticleForm, ReviewForm
from community.queries.converting import allows_kind
from community.queries.knowledge import diff_versions, find_article, list_articles, list_due, list_versions, list_work
from community.queries.reading import find_topic
from community.queries.spaces import get_space, list_spaces
from kernel.clock import now
from kernel.errors import ConflictError, ForbiddenError, InvalidError
from kernel.ids import uuid7
from kernel.public_pages import public_page


@public_page
@gated(Gate.PUBLIC)
@require_safe
def knowledge(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """Articles by title, of one space or of all that the reader may see."""
    request = cast("BrandRequest", request)
    spaces = list_spaces(request.actor)
    space = get_space(request.actor, slug) if slug else None
    shown = [space] if space is not None else spaces
    context = {
        "space": space,
        "spaces": [known for known in spaces if allows_kind(known, "article")],
        "articles": list_articles(shown, cursor=request.GET.get("cursor") or None),
        "may_write": any(can_begin_article(request.actor, known) for known in shown),
        "may_review": can_see_review_list(request.actor),
    }
    return render(request, "community/knowledge.html", context)


@gated(Gate.MEMBER)
@require_safe
def review_list(request: HttpRequest) -> HttpResponseBase:
    """What waits for a review, and which articles somebody should look at again."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_see_review_list)
    spaces = list_spaces(request.actor)
    due = list_due(spaces, at=now(), cursor=request.GET.get("cursor") or None)
    return render(request, "community/articles_to_review.html", {"work": list_work(request.actor, spaces), "due": due})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def new_article(request: HttpRequest) -> HttpResponseBase:
    """Write a new article; `?space=` chooses one beforehand."""
    request = cast("BrandRequest", request)
    known = list_spaces(request.actor)
    spaces = [space for space in known if can_begin_article(request.actor, space) and allows_kind(space, "article")]
    if not spaces:
        raise ForbiddenError
    chosen = next((space for space in spaces if space.slug == request.GET.get("space", "")), spaces[0])
    form = NewArticleForm(request.POST or None, spaces=spaces, initial={"id": uuid7(), "space": str(chosen.pk)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            topic = begin_article(
                actor=request.actor,
                space_id=UUID(data["space"]),
                title=data["title"],
                body=data["body"],
                tags=split_tags(data["tags"]),
                id=data["id"],
            )
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("Saved as a draft. Send it to review when it is ready."))
            return redirect("community_article", topic.number)
    return render(request, "community/article_new.html", {"form": form}, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def article(request: HttpRequest, number: int) -> HttpResponseBase:
    """The workshop of one article: its versions with what changed, and the next text. `?version=` shows one."""
    request = cast("BrandRequest", request)
    topic, row = find_article(request.actor, number)
    versions = list_versions(request.actor, topic, row)
    raw = request.GET.get("version", "")
    number_shown = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else versions[0].number
    shown, before, pieces = diff_versions(versions, number_shown)
    newest = versions[0]
    form = ArticleForm(request.POST or None, initial={"title": newest.title, "body": newest.body})
    if request.method == "POST" and form.is_valid():
        try:
            write_version(actor=request.actor, topic_id=topic.pk, **form.cleaned_data)
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Saved as a draft. Send it to review when it is ready."))
            return redirect("community_article", number)
    context: dict[str, Any] = {
        "topic": topic,
        "article": row,
        "versions": versions,
        "shown": shown,
        "before": before,
        "pieces": pieces,
        "newest": newest,
        "form": form,
        "path": topic_path(topic.number, topic.slug) if topic.hidden_at is None else "",
    }
    return render(request, "community/article.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def submission(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send the draft to review."""
    request = cast("BrandRequest", request)
    topic, _row = find_article(request.actor, number)
    submit_version(actor=request.actor, topic_id=topic.pk)
    messages.success(request, _("Sent. Somebody who did not write it will review it."))
    return redirect("community_article", number)


@gated(Gate.MEMBER)
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponseBase:
    """Publish the version in review, or send it back with what is missing."""
    request = cast("BrandRequest", request)
    topic, _row = find_article(request.actor, number)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise InvalidError
    try:
        if form.cleaned_data["verdict"] == "publish":
            publish_version(actor=request.actor, topic_id=topic.pk, note=form.cleaned_data["reason"])
            messages.success(request, _("Published. Readers get this version now."))
        else:
            return_version(actor=request.actor, topic_id=topic.pk, reason=form.cleaned_data["reason"])
            messages.success(request, _("Sent back to its author."))
    except InvalidError as error:
        messages.error(request, str(error))
    return redirect("community_article", number)


@gated(Gate.MEMBER)
@require_POST
def confirmation(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that the article is still right."""
    request = cast("BrandRequest", request)
    topic, _row = find_article(request.actor, number)
    confirm_article(actor=request.actor, topic_id=topic.pk)
    messages.success(request, _("Noted: the article is still right."))
    return redirect(topic_path(topic.number, topic.slug))


@gated(Gate.MEMBER)
@require_POST
def rating(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say whether the article helped (`value=1`) or not (`value=0`)."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    value = request.POST.get("value")
    if value not in ("0", "1"):
        raise InvalidError
    rate_article(actor=request.actor, topic_id=topic.pk, is_helpful=value == "1")
    messages.success(request, _("Thank you. It helps us to keep the article useful."))
    return redirect(topic_path(topic.number, topic.slug) + "#article-rating")
