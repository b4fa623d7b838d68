"""Making a poll for a post, voting in it, closing it; who voted."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest, address_hash
from community.actions.polling import close_poll, create_poll, reopen_poll, vote_in_poll
from community.authorship import known_author_id
from community.errors import BadBallotError, PollClosedError
from community.models.poll import PollKind
from community.pages.forms import PollForm
from community.pages.writing import post_address
from community.policies import can_create_poll
from community.queries.reading import find_post
from community.queries.voting import get_poll, list_voters
from community.screening import Circumstances
from kernel.clock import now
from kernel.errors import ConflictError, InvalidError, TooManyError


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def poll(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """A form for a poll in a post that is there already."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    authorise(request.actor, can_create_poll, post, known_author_id(request.actor), now())
    form = PollForm(request.POST or None)
    address = post_address(post.topic, post.position)
    if request.method == "POST" and form.is_valid():
        wanted = form.poll()
        try:
            if wanted is None:
                form.add_error("options", _("Write at least two answers, one on each line."))
            else:
                came = Circumstances(address_hash=address_hash(request))
                create_poll(actor=request.actor, post_id=post.pk, poll=wanted, circumstances=came)
                return redirect(address)
        except (InvalidError, ConflictError, TooManyError) as error:
            form.take(error)
    context = {"poll_form": form, "post": post, "topic": post.topic, "address": address}
    return render(request, "community/poll.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def ballot(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Vote, vote anew, or with `withdraw` take one's vote back."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    view = get_poll(request.actor, post_id)
    try:
        choice = [] if "withdraw" in request.POST else _choice(request, view.kind, len(view.options))
        if not choice and "withdraw" not in request.POST:
            raise BadBallotError
        vote_in_poll(actor=request.actor, post_id=post_id, choice=choice)
    except (BadBallotError, PollClosedError) as error:
        messages.warning(request, str(error))
    return redirect(post_address(post.topic, post.position))


@gated(Gate.MEMBER)
@require_POST
def closure(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Close a poll (`value=1`) or open it again (`value=0`)."""
    request = cast("BrandRequest", request)
    change = reopen_poll if request.POST.get("value") == "0" else close_poll
    changed = change(actor=request.actor, post_id=post_id)
    return redirect(post_address(changed.post.topic, changed.post.position))


@gated(Gate.PUBLIC)
@require_safe
def voters(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Who chose what, in a poll that says so."""
    request = cast("BrandRequest", request)
    page = list_voters(request.actor, post_id, cursor=request.GET.get("cursor") or None)
    post = find_post(request.actor, post_id)
    view = get_poll(request.actor, post_id)
    context = {"page": page, "poll": view, "topic": post.topic, "address": post_address(post.topic, post.position)}
    return render(request, "community/voters.html", context)


def _choice(request: BrandRequest, kind: str, options: int) -> list[int]:
    """Positions that the form names; in a ranked poll `rank-<position>` holds 1 for the first preference."""
    if kind != PollKind.RANKED:
        return [_number(value) for value in request.POST.getlist("choice")]
    ranks = {position: request.POST.get(f"rank-{position}", "") for position in range(options)}
    given = sorted((_number(rank), position) for position, rank in ranks.items() if rank)
    if len({rank for rank, _ in given}) < len(given):
        raise BadBallotError
    return [position for _rank, position in given]


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 5):
        raise BadBallotError
    return int(value)
