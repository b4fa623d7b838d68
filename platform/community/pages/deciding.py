"""Buttons on a topic's page: votes, the solution, moderation. Each answers with the page it came from."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.actions import moderating
from community.actions.solutions import accept_solution, add_solution, clear_solution
from community.actions.votes import cast_vote, withdraw_vote
from community.addresses import topic_path
from community.limits import enforce
from community.pages.forms import ModerationForm
from community.pages.writing import post_address
from community.queries.reading import find_post, find_topic
from kernel.errors import InvalidError


@gated(Gate.MEMBER)
@require_POST
def vote(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Cast (`value=1`) or withdraw (`value=0`) a vote."""
    request = cast("BrandRequest", request)
    change = withdraw_vote if request.POST.get("value") == "0" else cast_vote
    if change is cast_vote:
        enforce(request.actor, "vote")
    post = change(actor=request.actor, post_id=post_id)
    return redirect(post_address(post.topic, post.position))


@gated(Gate.MEMBER)
@require_POST
def solution(request: HttpRequest, number: int) -> HttpResponseBase:
    """Accept the reply in `post`, with `also` beside others, with `remove` no longer; without one clear all solutions."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    chosen = request.POST.get("post", "")
    if not chosen:
        clear_solution(actor=request.actor, topic_id=topic.pk)
        messages.info(request, _("The question is open again."))
        return redirect(topic_path(topic.number, topic.slug))
    try:
        post_id = UUID(chosen)
    except ValueError as error:
        raise InvalidError from error
    if "remove" in request.POST:
        topic = clear_solution(actor=request.actor, topic_id=topic.pk, post_id=post_id)
        messages.info(request, _("Noted.") if topic.is_solved else _("The question is open again."))
        return redirect(topic_path(topic.number, topic.slug))
    accept = add_solution if "also" in request.POST else accept_solution
    accept(actor=request.actor, topic_id=topic.pk, post_id=post_id)
    messages.success(request, _("Marked as solved. Thank you, it helps everybody who comes after you."))
    return redirect(topic_path(topic.number, topic.slug))


@gated(Gate.MEMBER)
@require_POST
def moderate_topic(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hide, restore, lock or unlock the topic."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    verb, reason = _decision(request)
    decisions: dict[str, Callable[..., object]] = {
        "hide": moderating.hide_topic,
        "restore": moderating.restore_topic,
        "lock": moderating.lock_topic_for_replies,
        "unlock": moderating.unlock_topic,
    }
    decisions[verb](actor=request.actor, topic_id=topic.pk, reason=reason)
    return redirect(topic_path(topic.number, topic.slug))


@gated(Gate.MEMBER)
@require_POST
def moderate_post(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Hide or restore a reply."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    verb, reason = _decision(request)
    decisions: dict[str, Callable[..., object]] = {"hide": moderating.hide_post, "restore": moderating.restore_post}
    decide = decisions.get(verb)
    if decide is None:
        raise InvalidError
    decide(actor=request.actor, post_id=post.pk, reason=reason)
    return redirect(post_address(post.topic, post.position))


def _decision(request: HttpRequest) -> tuple[str, str]:
    form = ModerationForm(request.POST)
    if not form.is_valid():
        raise InvalidError
    return form.cleaned_data["verb"], form.cleaned_data["reason"]
