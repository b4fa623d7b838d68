"""Groups as their visitors, members and owners see them."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from accounts.actors import actor_for_user_id, require_user_id
from accounts.queries import list_users_by_handle
from community.actions.belonging import (
    add_to_group,
    answer_request,
    ask_to_join,
    join_group,
    leave_group,
    remove_from_group,
    set_group_owner,
)
from community.errors import RefusedLatelyError, SilencedError
from community.member_policies import can_tend_group
from community.pages.group_forms import AddForm, AskingForm
from community.pages.origin import origin
from community.queries.groups import (
    belonging_to,
    find_group,
    list_group_members,
    list_group_requests,
    list_visible_groups,
)
from kernel.errors import InvalidError, NotFoundError, TooManyError


@gated(Gate.PUBLIC)
@require_safe
def groups(request: HttpRequest) -> HttpResponseBase:
    """The groups that the reader may know of."""
    request = cast("BrandRequest", request)
    page = list_visible_groups(request.actor, cursor=request.GET.get("cursor") or None)
    return render(request, "community/groups.html", {"page": page, "origin": origin(request)})


@gated(Gate.PUBLIC)
@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One group: who belongs to it, and joining or leaving it."""
    request = cast("BrandRequest", request)
    found = find_group(request.actor, slug)
    if found.slug != slug:
        return redirect("community_group", slug=found.slug)
    page = list_group_members(request.actor, found, cursor=request.GET.get("cursor") or None)
    context = {
        "group": found,
        "page": page,
        "own": belonging_to(request.actor, found),
        "form": AskingForm(),
        "origin": origin(request),
    }
    return render(request, "community/group.html", context)


@gated(Gate.MEMBER)
@require_POST
def membership(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Join an open group, ask to join, or leave: `deed` is "join", "ask" or "leave"."""
    request = cast("BrandRequest", request)
    found = find_group(request.actor, slug)
    deed = request.POST.get("deed", "")
    form = AskingForm(request.POST)
    if deed not in ("join", "ask", "leave") or not form.is_valid():
        raise InvalidError
    if deed == "join":
        join_group(actor=request.actor, group_id=found.pk)
        messages.success(request, _("You belong to this group now."))
    elif deed == "ask":
        try:
            ask_to_join(actor=request.actor, group_id=found.pk, text=form.cleaned_data["text"])
        except (SilencedError, RefusedLatelyError, TooManyError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("You asked to join. The owners of the group will answer."))
    else:
        leave_group(actor=request.actor, group_id=found.pk)
        messages.success(request, _("You do not belong to this group now."))
        if not found.shows_to(actor_for_user_id(require_user_id(request.actor))):
            return redirect("community_groups")
    return redirect("community_group", slug=found.slug)


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For owners: who belongs to the group and who asks to, and a form that adds somebody by name."""
    request = cast("BrandRequest", request)
    found = find_group(request.actor, slug)
    authorise(request.actor, can_tend_group, found)
    if found.slug != slug:
        return redirect("community_group_members", slug=found.slug)
    form = AddForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        handle = form.cleaned_data["handle"].strip().removeprefix("@").lower()
        info = list_users_by_handle([handle]).get(handle) if "\x00" not in handle else None
        if info is None:
            form.add_error("handle", _("Nobody here has this name."))
        else:
            add_to_group(actor=request.actor, group_id=found.pk, user_id=info.id)
            messages.success(request, _("%(name)s belongs to the group now.") % {"name": info.name})
            return redirect("community_group_members", slug=found.slug)
    context = {
        "group": found,
        "form": form,
        "page": list_group_members(request.actor, found, cursor=request.GET.get("cursor") or None),
        "asking": list_group_requests(request.actor, found, cursor=request.GET.get("asking") or None),
    }
    return render(request, "community/group_members.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def member(request: HttpRequest, slug: str, user_id: UUID) -> HttpResponseBase:
    """Take somebody out (`deed=remove`), or make them an owner or no longer (`own`, `disown`)."""
    request = cast("BrandRequest", request)
    found = find_group(request.actor, slug)
    deed = request.POST.get("deed", "")
    if deed == "remove":
        remove_from_group(actor=request.actor, group_id=found.pk, user_id=user_id)
        messages.success(request, _("Removed. Add them again if that was a mistake."))
        if not belonging_to(request.actor, found).may_tend:
            return redirect("community_groups")
    elif deed in ("own", "disown"):
        set_group_owner(actor=request.actor, group_id=found.pk, user_id=user_id, is_owner=deed == "own")
        messages.success(request, _("Saved."))
    else:
        raise InvalidError
    return redirect("community_group_members", slug=found.slug)


@gated(Gate.MEMBER)
@require_POST
def answer(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponseBase:
    """Let somebody who asked in (`answer=yes`), or not (`no`)."""
    request = cast("BrandRequest", request)
    found = find_group(request.actor, slug)
    authorise(request.actor, can_tend_group, found)
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        raise InvalidError
    try:
        answer_request(actor=request.actor, group_id=found.pk, request_id=request_id, is_accepted=said == "yes")
    except NotFoundError:
        messages.info(request, _("Somebody has answered this already."))
    else:
        messages.success(request, _("Answered."))
    return redirect("community_group_members", slug=found.slug)
