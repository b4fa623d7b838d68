"""What belongs to one kind of topic: same problem, ideas, banners, and turning one kind into another."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.actions.banners import dismiss_banner
from community.actions.changing import change_kind
from community.actions.ideas import decide_idea, vote_for_idea, withdraw_idea_vote
from community.actions.problems import share_problem, unshare_problem
from community.addresses import topic_path
from community.models.topic import IDEA_STATUSES
from community.pages.safe_next import next_or
from community.pages.tool_forms import IdeaStatusForm, KindForm
from community.queries.converting import list_changes
from community.queries.ideas import ORDERS, get_board
from community.queries.quotas import get_votes_left
from community.queries.reading import find_topic
from community.queries.spaces import get_space, list_spaces
from kernel.errors import ConflictError, ForbiddenError, InvalidError
from kernel.public_pages import public_page


@gated(Gate.MEMBER)
@require_POST
def same_problem(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that one has the same problem (`value=1`), or not any more (`value=0`)."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    change = unshare_problem if request.POST.get("value") == "0" else share_problem
    change(actor=request.actor, topic_id=topic.pk)
    return redirect(topic_path(topic.number, topic.slug))


@gated(Gate.MEMBER)
@require_POST
def idea_vote(request: HttpRequest, number: int) -> HttpResponseBase:
    """Vote for an idea (`value=1`) or take the vote back (`value=0`); says when few votes are left."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    back = redirect(next_or(request, topic_path(topic.number, topic.slug)))
    try:
        if request.POST.get("value") == "0":
            withdraw_idea_vote(actor=request.actor, topic_id=topic.pk)
            return back
        vote_for_idea(actor=request.actor, topic_id=topic.pk)
    except ConflictError as refused:
        messages.warning(request, str(refused))
        return back
    left = get_votes_left(request.actor)
    if left.is_low:
        text = ngettext("You have %(left)d vote left.", "You have %(left)d votes left.", left.left)
        messages.info(request, text % {"left": left.left})
    return back


@gated(Gate.MEMBER)
@require_POST
def idea_status(request: HttpRequest, number: int) -> HttpResponseBase:
    """Decide what becomes of an idea, with the reason for its readers."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    form = IdeaStatusForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a status and say why: everybody who voted will read it."))
        return redirect(topic_path(topic.number, topic.slug))
    decide_idea(actor=request.actor, topic_id=topic.pk, **form.cleaned_data)
    messages.success(request, _("The status is changed; your reason stands below the idea."))
    return redirect(topic_path(topic.number, topic.slug))


@gated(Gate.MEMBER)
@require_POST
def banner_dismissal(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put an announcement's banner away, for oneself."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    dismiss_banner(actor=request.actor, topic_id=topic.pk)
    return redirect(next_or(request, "/"))


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, number: int) -> HttpResponseBase:
    """Choose another kind; each says what is kept, what rests and what is lost before anything happens."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    changes = list_changes(request.actor, topic)
    if not changes:
        raise ForbiddenError
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_kind(actor=request.actor, topic_id=topic.pk, **form.cleaned_data)
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("The topic is of another kind now."))
            return redirect(topic_path(changed.number, changed.slug))
    context = {"topic": topic, "form": form, "changes": changes, "path": topic_path(topic.number, topic.slug)}
    return render(request, "community/kind.html", context, status=400 if form.errors else 200)


@public_page
@gated(Gate.PUBLIC)
@require_safe
def ideas(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The board of ideas, of one space or of all that the reader may see: `?status=`, `?order=votes|new|active`."""
    request = cast("BrandRequest", request)
    space = get_space(request.actor, slug) if slug else None
    spaces = [space] if space is not None else list_spaces(request.actor)
    status, order = request.GET.get("status", ""), request.GET.get("order", "votes")
    status = status if status in IDEA_STATUSES else ""
    order = order if order in ORDERS else "votes"
    board = get_board(request.actor, spaces, status=status, order=order, cursor=request.GET.get("cursor") or None)
    context = {
        "board": board,
        "space": space,
        "status": status,
        "order": order,
        "statuses": [(value.value, label) for value, label in IDEA_STATUSES.items()],
        "orders": [("votes", _("Most votes")), ("new", _("Newest")), ("active", _("Last active"))],
    }
    return render(request, "community/ideas.html", context)
