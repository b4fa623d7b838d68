"""Pages of notices: the list, the preferences, following, unsubscribing. All of them work without JavaScript."""

from functools import cache
from pathlib import Path
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from access.api.gate import Gate, gated
from access.request import BrandRequest
from accounts.actors import require_user_id
from accounts.notices import Channel, get_kind
from brand_settings.queries import read
from community.actions.watching import set_watch
from community.queries.noticing import list_topic_notices, list_watch_targets
from connectors.actions.addressing import resume_address
from connectors.queries import paused_since
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import NotFoundError
from notifications.actions.choosing import change_choices
from notifications.actions.pushing import ensure_push_key, forget_browsers
from notifications.actions.reading import mark_all_read, mark_read
from notifications.actions.unsubscribing import end_subscription
from notifications.forms import PreferencesForm, initial_of
from notifications.links import DIGEST, Subscription, read_subscription
from notifications.queries.browsers import list_browsers
from notifications.queries.choosing import get_choices
from notifications.queries.listing import get_notice, list_notices, unread_count
from notifications.queries.watching import level_options, watch_level
from notifications.settings import NotificationSettings

WORKER = Path(__file__).parent / "worker.js"


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponseBase:
    """What one was told, the latest first; POST marks all of it read."""
    request = cast("BrandRequest", request)
    if request.method == "POST":
        mark_all_read(actor=request.actor, at=now())
        return redirect("notifications")
    only_unread = request.GET.get("show") == "unread"
    page = list_notices(request.actor, only_unread=only_unread, cursor=request.GET.get("cursor"))
    context = {"page": page, "only_unread": only_unread, "unread": unread_count(require_user_id(request.actor))}
    return render(request, "notifications/list.html", context)


@gated(Gate.MEMBER)
@never_cache
@require_GET
def open_notice(request: HttpRequest, notification_id: UUID) -> HttpResponseBase:
    """To where the notice leads; whoever goes there has read it."""
    request = cast("BrandRequest", request)
    found = get_notice(request.actor, notification_id)
    mark_read(actor=request.actor, notification_id=notification_id, at=now())
    return redirect(found.path or reverse("notifications"))


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponseBase:
    """How one wants to be told."""
    request = cast("BrandRequest", request)
    user_id = require_user_id(request.actor)
    choices = get_choices(request.actor)
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=initial_of(choices), kinds=choices.kinds)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        change_choices(
            actor=request.actor,
            user_id=user_id,
            channels=form.channels(),
            digest=given["digest"],
            digest_hour=given["digest_hour"],
            mail=given["mail"],
            at=now(),
        )
        messages.success(request, _("Saved."))
        return redirect("notification_preferences")
    pushes = read(NotificationSettings).push
    context = {
        "form": form,
        "choices": choices,
        "ways": _ways(with_push=pushes),
        "sections": _sections(),
        "paused_since": paused_since(user_id),
        "browsers": list_browsers(request.actor) if pushes else [],
        "push_key": ensure_push_key(actor=request.actor, at=now()).public if pushes else "",
        "targets": list_watch_targets(request.actor),
        "level_options": level_options,
    }
    return render(request, "notifications/preferences.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["POST"])
def address(request: HttpRequest) -> HttpResponseBase:
    """Send to one's address again after mail came back."""
    request = cast("BrandRequest", request)
    if resume_address(actor=request.actor, user_id=require_user_id(request.actor), at=now()):
        messages.success(request, _("Mail is sent to your address again."))
    return redirect("notification_preferences")


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["POST"])
def browser(request: HttpRequest, subscription_id: UUID) -> HttpResponseBase:
    """Stop messages to one of one's browsers."""
    request = cast("BrandRequest", request)
    if not forget_browsers(
        actor=request.actor, user_id=require_user_id(request.actor), subscription_id=subscription_id, at=now()
    ):
        raise NotFoundError
    messages.success(request, _("That browser gets no more messages."))
    return redirect("notification_preferences")


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def watching(request: HttpRequest, kind: str, target_id: UUID) -> HttpResponseBase:
    """How closely one follows a topic, tag or space."""
    request = cast("BrandRequest", request)
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = ""
    if request.method == "POST":
        set_watch(actor=request.actor, kind=kind, target_id=target_id, level=request.POST.get("level", ""), at=now())
        messages.success(request, _("Saved: %(level)s") % {"level": watch_level(request.actor, kind, target_id).label})
        return redirect(back or "notification_preferences")
    context = {"kind": kind, "target_id": target_id, "back": back, "options": level_options(kind)}
    return render(request, "notifications/watching.html", {**context, "level": watch_level(request.actor, kind, target_id)})


@csrf_exempt
@gated(Gate.PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """End what a mail's link names, without signing in. A mail program's one click (RFC 8058) is a POST; GET changes nothing."""
    request = cast("BrandRequest", request)
    found = read_subscription(token, tenant_id=request.tenant.id)
    if found is None:
        raise NotFoundError
    what = request.POST.get("what", "kind") if request.method == "POST" else ""
    if what:
        end_subscription(actor=system_actor(request.tenant.id), subscription=found, what=what, at=now())
    context = {"token": token, "done": what, "label": _label(found), "topic": _topic(request, found)}
    return render(request, "notifications/unsubscribe.html", context)


@gated(Gate.PUBLIC)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker that shows messages; at the root, because it may only speak for what lies below it."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


def _ways(*, with_push: bool) -> list[tuple[str, str]]:
    ways = [(Channel.IN_APP.value, _("Here")), (Channel.EMAIL.value, _("Mail")), (Channel.PUSH.value, _("Browser"))]
    return ways if with_push else ways[:2]


def _sections() -> list[tuple[str, str]]:
    return [
        ("community", _("In the community")),
        ("messages", _("Messages")),
        ("moderation", _("Moderation")),
        ("account", _("My account")),
    ]


def _label(subscription: Subscription) -> str:
    if subscription.kind == DIGEST:
        return _("Summary by mail")
    kind = get_kind(subscription.kind)
    return str(kind.label) if kind is not None else _("Mail of this kind")


def _topic(request: BrandRequest, subscription: Subscription) -> str:
    """The topic's title, for whoever may see it as they are: the link alone proves no right to read."""
    if subscription.topic_id is None:
        return ""
    found = list_topic_notices(request.actor, [subscription.topic_id]).get(subscription.topic_id)
    return found.title if found is not None else ""
