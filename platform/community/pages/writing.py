"""Replying and editing. Each form carries the id of what it makes, so that sending it twice makes one thing."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.editing import edit_post
from community.actions.replies import post_reply
from community.addresses import place_of, topic_path
from community.authorship import known_author_id
from community.differences import diff_inline
from community.errors import DraftConflictError, EditConflictError, TopicLockedError
from community.models.draft import Draft
from community.models.post import Post
from community.models.topic import Topic
from community.pages.composing import PREVIEW, SAVE, circumstances_of, composer_context, keep_draft
from community.pages.forms import EditForm, ReplyForm, split_tags, status_of
from community.policies import can_edit_post, can_reply
from community.queries.drafts import find_draft
from community.queries.history import get_revision
from community.queries.quoting import quotation_of
from community.queries.reading import find_post, find_topic
from community.queries.templates import list_templates
from community.queries.topics import tags_of
from kernel.clock import now
from kernel.errors import ConflictError, InvalidError, NotFoundError, TooManyError
from kernel.ids import uuid7


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, number: int) -> HttpResponseBase:
    """A page of its own for a reply: to go on with a draft, to answer one post (`?to=`), to quote one (`&quote=1`).

    The composer under a topic sends here too, and goes to the new reply; a text that does not fit is shown again.
    """
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    key = f"reply:{topic.pk}"
    if request.method != "POST":
        authorise(request.actor, can_reply, topic)
        draft = find_draft(request.actor, key)
        return _reply_page(request, topic, ReplyForm(initial=_reply_initial(request, draft)), draft=draft)
    form = ReplyForm(request.POST)
    if PREVIEW in request.POST:
        return _reply_page(request, topic, form, preview=True)
    if SAVE in request.POST:
        return _kept(request, key, lambda other: _reply_page(request, topic, form, status=409, other=other))
    if not form.is_valid():
        return _reply_page(request, topic, form, status=400)
    data = form.cleaned_data
    try:
        post = post_reply(
            actor=request.actor,
            topic_id=topic.pk,
            body=data["body"],
            id=data["id"],
            reply_to=data["reply_to"],
            circumstances=circumstances_of(request, form),
        )
    except (InvalidError, TooManyError, TopicLockedError) as error:
        form.take(error)
        return _reply_page(request, topic, form, status=status_of(error))
    if post.hidden_at is not None:
        messages.info(request, _("Thank you. A moderator looks at your text before others see it."))
    return redirect(post_address(topic, post.position))


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Change a post, from an earlier version with `?revision=`; when somebody else was faster both texts are shown."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    authorise(request.actor, can_edit_post, post, known_author_id(request.actor), now())
    key = f"edit:{post.pk}"
    if request.method != "POST":
        earlier = _earlier(request, post)
        draft = None if earlier else find_draft(request.actor, key)
        initial = _edit_initial(post, draft) | earlier
        return _edit_page(request, EditForm(initial=initial), post, draft=draft)
    form = EditForm(request.POST)
    if PREVIEW in request.POST:
        return _edit_page(request, form, post, preview=True)
    if SAVE in request.POST:
        return _kept(request, key, lambda other: _edit_page(request, form, post, status=409, other=other))
    if not form.is_valid():
        return _edit_page(request, form, post, status=400)
    data = form.cleaned_data
    extra = {"title": data["title"], "tags": split_tags(data["tags"])} if post.position == 1 else {}
    given = circumstances_of(request, form)
    try:
        edited = edit_post(
            actor=request.actor, post_id=post.pk, body=data["body"], version=data["version"], circumstances=given, **extra
        )
    except (InvalidError, ConflictError) as error:
        refused = isinstance(error, EditConflictError)
        if not refused:
            form.take(error)
        return _edit_page(request, form, find_post(request.actor, post_id), status=409 if refused else 400, refused=refused)
    return redirect(post_address(edited.topic, post.position))


def _kept(request: BrandRequest, key: str, page: Callable[[Mapping[str, Any]], HttpResponseBase]) -> HttpResponseBase:
    """To the list of drafts, or back to the page with what another, faster device kept."""
    try:
        keep_draft(request, key)
    except DraftConflictError as error:
        messages.warning(request, str(error))
        return page(error.detail)
    messages.success(request, _("Kept as a draft. You can go on from any device."))
    return redirect("community_drafts")


def _reply_initial(request: BrandRequest, draft: Draft | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"id": uuid7(), "body": draft.body if draft else ""}
    try:
        target = find_post(request.actor, UUID(request.GET.get("to", "")))
    except (ValueError, NotFoundError):
        return initial
    if "quote" in request.GET:
        initial["body"] = "\n\n".join(part for part in (initial["body"], quotation_of(target)) if part)
    return initial | {"reply_to": target.pk}


def _reply_page(
    request: BrandRequest,
    topic: Topic,
    form: ReplyForm,
    *,
    status: int = 200,
    draft: Draft | None = None,
    other: Mapping[str, Any] | None = None,
    preview: bool = False,
) -> HttpResponseBase:
    target = _target(request, topic, form)
    context = composer_context(request, form, key=f"reply:{topic.pk}", draft=draft, other=other, preview=preview) | {
        "topic": topic,
        "path": topic_path(topic.number, topic.slug),
        "target": target,
        "target_path": post_address(topic, target.position) if target else "",
        "templates": list_templates([topic.space], use="reply"),
    }
    return render(request, "community/reply.html", context, status=status)


def _target(request: BrandRequest, topic: Topic, form: ReplyForm) -> Post | None:
    try:
        post = find_post(request.actor, UUID(str(form["reply_to"].value() or "")))
    except (ValueError, NotFoundError):
        return None
    return post if post.topic_id == topic.pk else None


def _edit_initial(post: Post, draft: Draft | None) -> dict[str, Any]:
    began = draft.version if draft is not None and draft.version is not None else post.version
    initial: dict[str, Any] = {"body": draft.body if draft else post.body, "version": began}
    if post.position == 1:
        tags = ", ".join(tags_of([post.topic_id]).get(post.topic_id, ()))
        initial |= {"title": draft.title if draft and draft.title else post.topic.title, "tags": draft.tags if draft else tags}
    return initial


def _earlier(request: BrandRequest, post: Post) -> dict[str, Any]:
    """`?revision=` begins with what the post said before, in place of a draft."""
    raw = request.GET.get("revision", "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 9):
        return {}
    revision = get_revision(request.actor, post, int(raw))
    return {"body": revision.body, "version": post.version} | ({"title": revision.title} if revision.title else {})


def _edit_page(
    request: BrandRequest,
    form: EditForm,
    post: Post,
    *,
    status: int = 200,
    draft: Draft | None = None,
    other: Mapping[str, Any] | None = None,
    preview: bool = False,
    refused: bool = False,
) -> HttpResponseBase:
    """The form. Where the text moved on since the edit began it says how; once refused, saving again is deliberate."""
    began = str(form["version"].value() or "")
    context = composer_context(request, form, key=f"edit:{post.pk}", draft=draft, other=other, preview=preview) | {
        "post": post,
        "topic": post.topic,
        "address": post_address(post.topic, post.position),
        "since": diff_inline(post.body, str(form["body"].value() or "")) if began != str(post.version) else None,
        "version": post.version if refused else began,
    }
    return render(request, "community/edit.html", context, status=status)


def post_address(topic: Topic, position: int) -> str:
    """Where a post is read."""
    return topic_path(topic.number, topic.slug) + place_of(position)
