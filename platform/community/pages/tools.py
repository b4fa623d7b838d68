"""The page of a topic's tools: one form each. What cannot be undone asks first."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions import moderating, tending
from community.actions.banners import set_banner
from community.actions.moving import move_topic
from community.actions.splitting import merge_topics, move_posts, split_topic
from community.actions.timers import cancel_timer, set_timer
from community.addresses import place_of, topic_path
from community.models.space import Space
from community.models.topic import Topic
from community.pages import tool_forms as f
from community.pages.forms import JudgedForm
from community.pages.leading import leads_on
from community.policies import can_ask, can_moderate_topic
from community.queries.lines import list_lines
from community.queries.reading import find_topic
from community.queries.selecting import list_selectable
from community.queries.spaces import list_spaces
from community.queries.timers import list_timers
from community.queries.whereabouts import find_place
from kernel.errors import ConflictError, InvalidError, NotFoundError

NUMBER = re.compile(r"(?:^|-)(\d{1,15})/?(?:[?#].*)?$")
BIGGEST = 2**31


@leads_on
@gated(Gate.MEMBER)
@require_safe
def tools(request: HttpRequest, number: int) -> HttpResponseBase:
    """All that a moderator can do to this topic."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    authorise(request.actor, can_moderate_topic, topic)
    return _page(request, topic, {})


@gated(Gate.MEMBER)
@require_POST
def use_tool(request: HttpRequest, number: int, tool: str) -> HttpResponseBase:
    """Use one tool; input that does not fit is shown again with the whole page."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    use = TOOLS.get(tool)
    if use is None:
        raise NotFoundError
    form = _form(request, topic, tool, bound=True)
    if form.is_valid():
        try:
            use(request.actor, topic, form.cleaned_data)
        except (InvalidError, ConflictError) as error:
            cast("JudgedForm", form).take(error)
        else:
            messages.success(request, _("Done."))
            return redirect("community_tools", number)
    authorise(request.actor, can_moderate_topic, topic)
    return _page(request, topic, {tool: form}, status=400)


@gated(Gate.MEMBER)
@require_POST
def merge(request: HttpRequest, number: int) -> HttpResponseBase:
    """Merge this topic into another: shows both first and asks, then does it with `confirm`."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    form = f.MergeForm(request.POST, auto_id="merge-%s")
    if not form.is_valid():
        return _page(request, topic, {"merge": form}, status=400)
    target = _other(request, form)
    if target is None:
        return _page(request, topic, {"merge": form}, status=400)
    if "confirm" not in request.POST:
        authorise(request.actor, can_moderate_topic, topic)
        context = {"topic": topic, "target": target, "form": form, "path": topic_path(topic.number, topic.slug)}
        return render(request, "community/merge.html", context)
    try:
        merged = merge_topics(actor=request.actor, topic_id=topic.pk, into_id=target.pk, reason=form.cleaned_data["reason"])
    except (InvalidError, ConflictError) as error:
        form.take(error)
        return _page(request, topic, {"merge": form}, status=400)
    messages.success(request, _("The topics are one now. The old address leads here."))
    return redirect(topic_path(merged.number, merged.slug))


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def posts(request: HttpRequest, number: int) -> HttpResponseBase:
    """Choose replies, and make a topic of them or move them to another one."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    authorise(request.actor, can_moderate_topic, topic)
    form = f.PostsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _move(request, topic, form)
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            if made is not None:
                messages.success(request, _("The replies stand here now. Their old addresses lead here."))
                return redirect(topic_path(made.number, made.slug))
    page = list_selectable(topic, cursor=request.GET.get("cursor") or None)
    context = {
        "topic": topic,
        "form": form,
        "page": page,
        "chosen": set(request.POST.getlist("post")),
        "path": topic_path(topic.number, topic.slug),
    }
    return render(request, "community/move_posts.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def timer_end(request: HttpRequest, timer_id: UUID) -> HttpResponseBase:
    """Cancel a timer."""
    request = cast("BrandRequest", request)
    timer = cancel_timer(actor=request.actor, timer_id=timer_id)
    messages.success(request, _("The timer is cancelled."))
    return redirect(topic_path(timer.topic.number, timer.topic.slug))


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def reminder(request: HttpRequest, number: int) -> HttpResponseBase:
    """Be reminded of a topic."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    form = f.ReminderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_timer(actor=request.actor, topic_id=topic.pk, kind="remind", due_at=form.cleaned_data["due_at"])
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("We will remind you."))
            return redirect(topic_path(topic.number, topic.slug))
    context = {
        "topic": topic,
        "form": form,
        "timers": [timer for timer in list_timers(request.actor, topic) if timer.kind == "remind"],
        "path": topic_path(topic.number, topic.slug),
    }
    return render(request, "community/reminder.html", context, status=400 if form.errors else 200)


@gated(Gate.PUBLIC)
@require_safe
def place(request: HttpRequest, slug: str, number: str, position: str) -> HttpResponseBase:
    """The lasting address of one post: leads to where it stands, for good when it was moved away from here."""
    request = cast("BrandRequest", request)
    found = find_place(request.actor, int(number), min(int(position), BIGGEST - 1))
    return redirect(found.path, permanent=found.is_moved)


def _page(request: BrandRequest, topic: Topic, forms: dict[str, Form], *, status: int = 200) -> HttpResponseBase:
    authorise(request.actor, can_moderate_topic, topic)
    names = [*TOOLS, "merge"]
    context = {
        "topic": topic,
        "path": topic_path(topic.number, topic.slug),
        "tool_forms": {name: forms.get(name) or _form(request, topic, name, bound=False) for name in names},
        "timers": list_timers(request.actor, topic),
        "lines": list(reversed(list_lines(request.actor, topic, first=0, last=topic.last_position))),
        "place_of": place_of,
    }
    return render(request, "community/tools.html", context, status=status)


def _form(request: BrandRequest, topic: Topic, tool: str, *, bound: bool) -> Form:
    kind = FORMS.get(tool, f.ToolForm)
    extra: dict[str, Any] = {"auto_id": f"{tool}-%s"}
    if kind in (f.MoveForm, f.TimerForm):
        extra["spaces"] = _destinations(request, topic)
    if tool == "slow":
        extra["initial"] = {"seconds": topic.slow_mode_seconds}
    if tool == "banner":
        extra["initial"] = {"is_up": topic.banner_at is not None, "until": topic.banner_until}
    return kind(request.POST if bound else None, **extra)


def _destinations(request: BrandRequest, topic: Topic) -> list[Space]:
    spaces = list_spaces(request.actor)
    return [space for space in spaces if space.pk != topic.space_id and can_ask(request.actor, space, topic.kind)]


def _other(request: BrandRequest, form: f.MergeForm | f.PostsForm) -> Topic | None:
    found = NUMBER.search(form.cleaned_data["into"].strip())
    try:
        if found is not None:
            return find_topic(request.actor, int(found[1]))
    except NotFoundError:
        pass
    form.add_error("into", _("There is no such topic, or none that you can see."))
    return None


def _move(request: BrandRequest, topic: Topic, form: f.PostsForm) -> Topic | None:
    chosen = _ids(request.POST.getlist("post"))
    data = form.cleaned_data
    if data["into"]:
        target = _other(request, form)
        if target is None:
            return None
        return move_posts(actor=request.actor, topic_id=topic.pk, post_ids=chosen, into_id=target.pk, reason=data["reason"])
    return split_topic(actor=request.actor, topic_id=topic.pk, post_ids=chosen, title=data["title"], reason=data["reason"])


def _ids(values: list[str]) -> list[UUID]:
    try:
        return [UUID(value) for value in values]
    except ValueError as error:
        raise InvalidError from error


def _plain(action: Callable[..., Any], actor: Any, topic: Topic, data: dict[str, Any]) -> Any:
    given = {name: value for name, value in data.items() if value != "" or name == "reason"}
    return action(actor=actor, topic_id=topic.pk, **given)


FORMS: dict[str, type[Form]] = {
    "timer": f.TimerForm,
    "slow": f.SlowForm,
    "pin": f.PinForm,
    "banner": f.BannerForm,
    "move": f.MoveForm,
    "merge": f.MergeForm,
}
TOOLS: dict[str, Callable[..., Any]] = {
    "close": partial(_plain, moderating.lock_topic_for_replies),
    "open": partial(_plain, moderating.unlock_topic),
    "timer": partial(_plain, set_timer),
    "slow": partial(_plain, tending.set_slow_mode),
    "pin": partial(_plain, tending.pin_topic),
    "unpin": partial(_plain, tending.unpin_topic),
    "bump": partial(_plain, tending.bump_topic),
    "archive": partial(_plain, tending.archive_topic),
    "unarchive": partial(_plain, tending.unarchive_topic),
    "banner": partial(_plain, set_banner),
    "move": partial(_plain, move_topic),
    "delete": partial(_plain, moderating.delete_topic),
    "undelete": partial(_plain, moderating.undelete_topic),
}
