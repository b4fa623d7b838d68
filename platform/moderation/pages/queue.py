"""The review queue: lanes, filters, one form for a page of items, and runs over any number of them."""

from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.queries.rendering import preview_text
from community.queries.spaces import known_spaces
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ConflictError, InvalidError
from kernel.text import printable
from moderation.actions.bulk import start_run, undo_run
from moderation.actions.reopening import reopen_item
from moderation.actions.reviewing import claim_item, decide_item, release_item
from moderation.auditing import own_person_id
from moderation.pages.forms import GroundsForm, QueueForm
from moderation.policies import can_open_queue, reviews_space
from moderation.queries.keeping import get_run, goes_back, latest_run, problems_of
from moderation.queries.queue import QueueFilter, count_queue, get_item, list_items
from moderation.reasons import Grounds

PAGE = 50
RUNS_SHOWN = timedelta(hours=1)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponseBase:
    """What waits for a judgement. A POST judges what is ticked, what one button names, or everything that is shown."""
    request = cast("BrandRequest", request)
    actor = request.actor
    authorise(actor, can_open_queue)
    form = QueueForm(request.GET, spaces=_spaces(actor))
    form.is_valid()
    wanted, order = _filter_of(form), form.cleaned_data.get("order") or "due"
    if request.method == "POST":
        return _judge(request, wanted)
    at = now()
    page = list_items(
        actor,
        wanted,
        at=at,
        me=own_person_id(actor) if wanted.claimed == "me" else None,
        order=order,
        cursor=request.GET.get("cursor") or None,
        size=PAGE,
    )
    counters = count_queue(actor, at=at)
    context = {
        "form": form,
        "page": page,
        "counters": counters,
        "appeals": counters.appeals,
        "wanted": wanted,
        "order": order,
        "query": _query(request),
        "last_run": latest_run(actor, since=at - RUNS_SHOWN),
        "shown": counters.of(wanted.lane) if wanted.lane else counters.total,
        "lanes": _lanes(request, counters),
    }
    return render(request, "moderation/queue.html", context)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, item_id: UUID) -> HttpResponseBase:
    """One item with everything that is known of it; judged here with reasons of one's own."""
    request = cast("BrandRequest", request)
    actor, at = request.actor, now()
    view = get_item(actor, item_id, at=at, me=own_person_id(actor))
    form = GroundsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        outcome, seen = given.pop("outcome"), request.POST.get("seen", "")[:64]
        try:
            decide_item(actor=actor, item_id=item_id, outcome=outcome, seen=seen, grounds=Grounds(**given))
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Decided. Its author was told why."))
            return redirect("moderation_queue")
    context = {"view": view, "form": form, "shown": preview_text(actor, view.current_text)}
    return render(request, "moderation/item.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_GET
def run(request: HttpRequest, run_id: UUID) -> HttpResponseBase:
    """How far a judgement over many items has come; the page looks again by itself until it is done."""
    request = cast("BrandRequest", request)
    found = get_run(request.actor, run_id)
    return render(request, "moderation/run.html", {"run": found, "problems": problems_of(found), "going_back": goes_back(found)})


@gated(Gate.MEMBER)
@require_POST
def undo(request: HttpRequest, run_id: UUID) -> HttpResponseBase:
    """Take a judgement over many items back; what it decided waits again."""
    request = cast("BrandRequest", request)
    undo_run(actor=request.actor, run_id=run_id)
    messages.success(request, _("The judgement is taken back. What it decided waits in the queue again."))
    return redirect("moderation_run", run_id=run_id)


def _judge(request: BrandRequest, wanted: QueueFilter) -> HttpResponseBase:
    back = request.get_full_path()
    one = request.POST.get("one", "")
    try:
        if one:
            verb, _colon, ident = one.partition(":")
            _single(request.actor, verb, _uuid(ident))
            return redirect(back)
        started = start_run(
            actor=request.actor,
            outcome=request.POST.get("outcome", ""),
            item_ids_chosen=[_uuid(ident) for ident in request.POST.getlist("item")],
            everything_in=wanted if request.POST.get("everything") == "yes" else None,
            facts=printable(request.POST.get("facts", ""))[:4_000],
        )
    except (InvalidError, ConflictError) as error:
        messages.error(request, str(error))
        return redirect(back)
    if started.finished_at is not None and not started.failed:
        messages.success(request, _("Done: %(count)s decided.") % {"count": started.done})
        return redirect(back)
    return redirect("moderation_run", run_id=started.pk)


def _single(actor: Actor, verb: str, item_id: UUID) -> None:
    if verb == "claim":
        claim_item(actor=actor, item_id=item_id)
    elif verb == "release":
        release_item(actor=actor, item_id=item_id)
    elif verb == "reopen":
        reopen_item(actor=actor, item_id=item_id)
    else:
        decide_item(actor=actor, item_id=item_id, outcome=verb)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise InvalidError from error


def _filter_of(form: QueueForm) -> QueueFilter:
    data = form.cleaned_data
    return QueueFilter(
        lane=data.get("lane") or "",
        space_id=data.get("space"),
        reason=data.get("reason") or "",
        claimed=data.get("claimed") or "",
        is_overdue=bool(data.get("overdue")),
        is_decided=bool(data.get("decided")),
    )


def _spaces(actor: Actor) -> list[tuple[str, str]]:
    everywhere = reviews_space(actor, None)
    return [(str(s.pk), s.name) for s in known_spaces(actor) if everywhere or reviews_space(actor, s.pk)]


def _query(request: BrandRequest) -> str:
    """The filters without the page, for links that keep them."""
    kept = [(name, value) for name, value in request.GET.items() if name != "cursor" and value]
    return urlencode(kept)


def _lanes(request: BrandRequest, counters: Any) -> list[dict[str, Any]]:
    kept = {name: value for name, value in request.GET.items() if name not in ("cursor", "lane", "decided") and value}
    now_at = "" if request.GET.get("decided") else request.GET.get("lane", "")
    lanes = [("", _("All"), counters.total), ("flags", _("Flagged"), counters.flags)]
    lanes += [("approval", _("For approval"), counters.approval), ("spam", _("Spam"), counters.spam)]
    return [
        {
            "name": label,
            "count": count,
            "address": "?" + urlencode(kept | ({"lane": lane} if lane else {})),
            "current": lane == now_at,
        }
        for lane, label, count in lanes
    ]
