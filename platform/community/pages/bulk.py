"""The same tool for many topics of a space: choose, confirm what weighs, see what became of each, undo."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.bulk import UNDONE_BY, Tool, tend_topics
from community.models.space import Space
from community.models.topic import KIND_CHOICES
from community.pages.bulk_forms import TOOL_LABELS, BulkForm
from community.policies import can_ask, can_moderate
from community.queries.bulk import list_for_tending, topics_of
from community.queries.spaces import get_space, list_spaces
from kernel.errors import InvalidError

ASKED = frozenset({Tool.DELETE, Tool.MOVE, Tool.ARCHIVE})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A moderator's list of a space's topics, hidden ones too, and the tool for those that are ticked."""
    request = cast("BrandRequest", request)
    space = get_space(request.actor, slug)
    authorise(request.actor, can_moderate, space)
    form = BulkForm(request.POST or None, spaces=_others(request, space))
    if request.method == "POST" and form.is_valid():
        answer = _apply(request, space, form)
        if answer is not None:
            return answer
    return _list(request, space, form)


def _apply(request: BrandRequest, space: Space, form: BulkForm) -> HttpResponseBase | None:
    data = form.cleaned_data
    tool, topics = Tool(data["tool"]), topics_of(space, _ids(request.POST.getlist("topic")))
    if not topics:
        form.add_error(None, _("Tick the topics first."))
        return None
    if tool in ASKED and "confirm" not in request.POST:
        context = {"space": space, "form": form, "tool": tool, "label": TOOL_LABELS[tool], "topics": topics}
        return render(request, "community/bulk_confirm.html", context)
    try:
        results = tend_topics(
            actor=request.actor,
            topic_ids=[topic.pk for topic in topics],
            tool=tool,
            reason=data["reason"],
            space_id=UUID(data["space_id"]) if data["space_id"] else None,
            kind=data["kind"],
        )
    except InvalidError as error:
        form.take(error)
        return None
    undo = UNDONE_BY.get(tool)
    context = {
        "space": space,
        "label": TOOL_LABELS[tool],
        "results": list(zip(topics, results, strict=True)),
        "done": [result.topic_id for result in results if not result.code],
        "undo": undo,
        "undo_label": TOOL_LABELS[undo] if undo is not None else "",
    }
    return render(request, "community/bulk_done.html", context)


def _list(request: BrandRequest, space: Space, form: BulkForm) -> HttpResponseBase:
    page = list_for_tending(space, cursor=request.GET.get("cursor") or None)
    context = {"space": space, "form": form, "topics": page, "kinds": KIND_CHOICES, "chosen": set(request.POST.getlist("topic"))}
    return render(request, "community/bulk.html", context, status=400 if form.errors else 200)


def _others(request: BrandRequest, space: Space) -> list[Space]:
    return [known for known in list_spaces(request.actor) if known.pk != space.pk and can_ask(request.actor, known)]


def _ids(values: list[str]) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(value) for value in values))
    except ValueError as error:
        raise InvalidError from error
