"""Asking, replying, editing. Each form carries the id of what it makes, so that sending it twice makes one thing."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.editing import edit_post
from community.actions.replies import post_reply
from community.actions.topics import create_topic
from community.addresses import topic_path
from community.authorship import known_author_id
from community.errors import EditConflictError
from community.models.post import Post
from community.models.topic import Topic
from community.pages.forms import AskForm, EditForm, ReplyForm, split_tags
from community.policies import can_ask, can_edit_post
from community.queries.reading import find_post, find_topic, get_topic_view, page_of, place_of
from community.queries.spaces import list_spaces
from community.queries.topics import tags_of
from kernel.clock import now
from kernel.errors import ConflictError, InvalidError
from kernel.ids import uuid7


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """A form for a new topic; `?space=` chooses one beforehand."""
    request = cast("BrandRequest", request)
    spaces = [space for space in list_spaces(request.actor) if can_ask(request.actor, space)]
    wanted = request.GET.get("space", "")
    chosen = next((space for space in spaces if space.slug == wanted), None)
    initial = {"id": uuid7(), "space": str(chosen.pk) if chosen else "", "title": request.GET.get("title", "")[:200]}
    form = AskForm(request.POST or None, spaces=spaces, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            topic = create_topic(
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
            return redirect(topic_path(topic.number, topic.slug))
    status = 400 if form.errors else 200
    return render(request, "community/ask.html", {"form": form, "spaces": spaces}, status=status)


@gated(Gate.MEMBER)
@require_POST
def reply(request: HttpRequest, number: int) -> HttpResponseBase:
    """Add a reply and go to it; a text that does not fit is shown again."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    form = ReplyForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            post = post_reply(actor=request.actor, topic_id=topic.pk, body=data["body"], id=data["id"], reply_to=data["reply_to"])
        except InvalidError as error:
            form.take(error)
        else:
            return redirect(post_address(topic, post.position))
    view = get_topic_view(request.actor, number, page=page_of(topic.last_position), at=now())
    return render(request, "community/topic.html", {"view": view, "topic": topic, "form": form}, status=400)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Change a post; when somebody else was faster the text is kept in the form and theirs is shown."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    person_id = known_author_id(request.actor)
    authorise(request.actor, can_edit_post, post, person_id, now())
    first = post.position == 1
    initial = {"body": post.body, "version": post.version}
    if first:
        initial |= {"title": post.topic.title, "tags": ", ".join(tags_of([post.topic_id]).get(post.topic_id, ()))}
    form = EditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        extra = {"title": data["title"], "tags": split_tags(data["tags"])} if first else {}
        try:
            edited = edit_post(actor=request.actor, post_id=post.pk, body=data["body"], version=data["version"], **extra)
        except (InvalidError, ConflictError) as error:
            form.take(error)
            conflict = isinstance(error, EditConflictError)
            return _edit_page(request, form, post, status=409 if conflict else 400)
        return redirect(post_address(edited.topic, post.position))
    return _edit_page(request, form, post, status=400 if form.errors else 200)


def _edit_page(request: HttpRequest, form: EditForm, post: Post, *, status: int) -> HttpResponse:
    context = {"form": form, "post": post, "topic": post.topic, "address": post_address(post.topic, post.position)}
    if status == 409:
        messages.warning(
            request, _("Somebody changed this text after you opened it. Below is yours; theirs is on the topic's page.")
        )
    return render(request, "community/edit.html", context, status=status)


def post_address(topic: Topic, position: int) -> str:
    """Where a post is read."""
    return topic_path(topic.number, topic.slug) + place_of(position)
