"""Beginning a topic. The form carries the id of what it makes, so that sending it twice makes one thing."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.abilities import Ability, can
from community.actions.deflecting import note_similar_opened, note_similar_shown
from community.actions.topics import create_topic
from community.addresses import topic_path
from community.errors import DraftConflictError
from community.models.draft import Draft
from community.models.hiding import HiddenAs
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.pages.composing import PREVIEW, SAVE, circumstances_of, composer_context, keep_draft
from community.pages.forms import AskForm, PollForm, split_tags, status_of
from community.policies import can_ask, can_keep_among_staff, can_schedule
from community.queries.converting import allows_kind
from community.queries.drafts import find_draft
from community.queries.reading import find_topic
from community.queries.similar import list_similar
from community.queries.spaces import list_spaces
from community.queries.templates import get_template, list_templates
from kernel.actor import Actor
from kernel.errors import ConflictError, InvalidError, NotFoundError, TooManyError
from kernel.ids import uuid7

KEY = "new"
BEGUN_HERE = (Kind.QUESTION, Kind.DISCUSSION, Kind.IDEA, Kind.ANNOUNCEMENT)
"""Articles have a workshop of their own."""


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """A form for a new topic; `?space=` and `?kind=` choose beforehand, `?template=` begins with a text."""
    request = cast("BrandRequest", request)
    spaces = [space for space in list_spaces(request.actor) if _takes(request.actor, space)]
    if request.method == "POST":
        return _sent(request, spaces)
    draft = find_draft(request.actor, KEY)
    form = AskForm(spaces=spaces, initial=_initial(request, spaces, draft))
    poll = PollForm(initial=draft.poll if draft is not None and draft.poll else None)
    return _page(request, form, poll, spaces, draft=draft)


@gated(Gate.MEMBER)
@require_http_methods(["GET"])
def similar(request: HttpRequest, question_id: UUID, number: int) -> HttpResponseBase:
    """The way to a topic that was shown beside an unsent question; notes that it was taken."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    note_similar_opened(actor=request.actor, question_id=question_id, topic_id=topic.pk)
    return redirect(topic_path(topic.number, topic.slug))


def _sent(request: BrandRequest, spaces: Sequence[Space]) -> HttpResponseBase:
    form, poll = AskForm(request.POST, spaces=spaces), PollForm(request.POST)
    if PREVIEW in request.POST:
        return _page(request, form, poll, spaces, preview=True)
    if SAVE in request.POST:
        return _kept(request, form, poll, spaces)
    # Both are asked, so that all problems show at once.
    if not all([form.is_valid(), poll.is_valid()]):
        return _page(request, form, poll, spaces, status=400)
    found = _similar_before(request, form, spaces)
    if found:
        return _page(request, form, poll, spaces, similar=found)
    try:
        topic = _create(request, form, poll)
    except (InvalidError, ConflictError, TooManyError) as error:
        (poll if error.code in {"bad_poll", "poll_exists"} else form).take(error)
        return _page(request, form, poll, spaces, status=status_of(error))
    _say(request, topic)
    return redirect(topic_path(topic.number, topic.slug))


def _create(request: BrandRequest, form: AskForm, poll: PollForm) -> Topic:
    data = form.cleaned_data
    return create_topic(
        actor=request.actor,
        space_id=UUID(data["space"]),
        title=data["title"],
        body=data["body"],
        tags=split_tags(data["tags"]),
        kind=data["kind"],
        id=data["id"],
        publish_at=data["publish_at"],
        for_staff=data["for_staff"],
        poll=poll.poll(),
        circumstances=circumstances_of(request, form),
    )


def _kept(request: BrandRequest, form: AskForm, poll: PollForm, spaces: Sequence[Space]) -> HttpResponseBase:
    try:
        keep_draft(request, KEY)
    except DraftConflictError as error:
        messages.warning(request, str(error))
        return _page(request, form, poll, spaces, status=409, other=error.detail)
    except (ConflictError, InvalidError) as error:
        messages.warning(request, str(error))
        return _page(request, form, poll, spaces, status=409)
    messages.success(request, _("Kept as a draft. You can go on from any device."))
    return redirect("community_drafts")


def _similar_before(request: BrandRequest, form: AskForm, spaces: Sequence[Space]) -> Sequence[Any]:
    """Before a question is sent without scripts: what may answer it, once. Other kinds of topic are sent at once."""
    data = form.cleaned_data
    if data["seen_similar"] or not data["id"] or (data["kind"] or Kind.QUESTION) != Kind.QUESTION:
        return []
    space = next(space for space in spaces if str(space.pk) == data["space"])
    rows = list_similar(list_spaces(request.actor), data["title"], language=space.language)
    answered = [row for row in rows if row.is_answered]
    if answered:
        ids = [row.id for row in answered]
        note_similar_shown(actor=request.actor, question_id=data["id"], title=data["title"], topic_ids=ids)
    return answered


def _initial(request: BrandRequest, spaces: Sequence[Space], draft: Draft | None) -> dict[str, Any]:
    actor, wanted, given = request.actor, request.GET.get("space", ""), request.GET.get("kind", "")
    chosen = next((str(space.pk) for space in spaces if space.slug == wanted), "")
    offered = [space for space in spaces if not chosen or str(space.pk) == chosen]
    kinds = [Kind(given)] if given in set(Kind) else [*BEGUN_HERE]
    kind = next((kind for kind in kinds if any(_takes(actor, space, kind) for space in offered)), kinds[0])
    first = next((str(space.pk) for space in offered if _takes(actor, space, kind)), "")
    initial = {"id": uuid7(), "space": chosen or first, "kind": kind, "title": request.GET.get("title", "")[:200]}
    template = _template(request)
    if template is not None:
        return initial | {"space": str(template.space_id), "title": template.title, "body": template.body, "tags": template.tags}
    if draft is not None and not initial["title"]:
        space = chosen or str(draft.space_id or first)
        return initial | {"space": space, "title": draft.title, "body": draft.body, "tags": draft.tags}
    return initial


def _template(request: BrandRequest) -> Any:
    try:
        return get_template(request.actor, UUID(request.GET.get("template", "")))
    except (ValueError, NotFoundError):
        return None


def _page(
    request: BrandRequest,
    form: AskForm,
    poll: PollForm,
    spaces: Sequence[Space],
    *,
    status: int = 200,
    draft: Draft | None = None,
    other: Mapping[str, Any] | None = None,
    preview: bool = False,
    similar: Sequence[Any] = (),
) -> HttpResponseBase:
    actor = request.actor
    context = composer_context(request, form, key=KEY, draft=draft, other=other, preview=preview) | {
        "poll_form": poll,
        "spaces": spaces,
        "kinds": [kind for kind in BEGUN_HERE if any(_takes(actor, space, kind) for space in spaces)],
        "templates": list_templates(spaces, use="topic"),
        "similar": similar,
        "may_schedule": any(can_schedule(actor, space) for space in spaces),
        "may_keep_among_staff": any(can_keep_among_staff(actor, space) for space in spaces),
        "may_poll": can(actor, Ability.CREATE_POLL),
        "may_create_tags": can(actor, Ability.CREATE_TAG),
    }
    return render(request, "community/ask.html", context, status=status)


def _takes(actor: Actor, space: Space, *kinds: Kind) -> bool:
    """Whether the actor may begin a topic of one of these kinds there, of any that begins on this page when none is named."""
    return any(can_ask(actor, space, kind) and allows_kind(space, kind) for kind in kinds or BEGUN_HERE)


def _say(request: BrandRequest, topic: Topic) -> None:
    said = {
        HiddenAs.HELD: _("Thank you. A moderator looks at your text before others see it."),
        HiddenAs.SCHEDULED: _("It will appear at the time you chose. Until then only you and moderators see it."),
        HiddenAs.STAFF: _("Only staff can see this topic."),
    }
    if topic.hidden_as:
        messages.info(request, said[HiddenAs(topic.hidden_as)])
