"""The pages that make, change and remove groups of members."""

from typing import cast
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
from community.actions.groups import create_group, delete_group, update_group
from community.member_policies import can_manage_groups
from community.models.group import MemberGroup
from community.pages.group_forms import NEW, GroupForm, initial_of
from community.queries.groups import get_group, list_managed_groups, uses_of
from kernel.errors import ConflictError, InvalidError


@gated(Gate.MEMBER)
@require_GET
def groups(request: HttpRequest) -> HttpResponseBase:
    """All groups by name."""
    request = cast("BrandRequest", request)
    page = list_managed_groups(request.actor, cursor=request.GET.get("cursor") or None)
    return render(request, "community/manage/groups.html", {"page": page})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest) -> HttpResponseBase:
    """A new group."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_groups)
    form = GroupForm(request.POST if request.method == "POST" else None, initial=NEW)
    if form.is_bound and form.is_valid():
        try:
            group: MemberGroup = create_group(actor=request.actor, **form.changes())
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("The group is made. Add its first members here."))
            return redirect("community_group_members", slug=group.slug)
    return render(request, "community/manage/group.html", {"form": form, "group": None}, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, group_id: UUID) -> HttpResponseBase:
    """One group: what it is called, who sees it, who may join, and what hangs on it."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_groups)
    found = get_group(request.actor, group_id)
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial_of(found))
    if form.is_bound and form.is_valid():
        try:
            update_group(actor=request.actor, group_id=group_id, **form.changes())
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("community_manage_group", group_id=group_id)
    context = {"form": form, "group": found, "uses": uses_of(request.actor, found)}
    return render(request, "community/manage/group.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def remove_group(request: HttpRequest, group_id: UUID) -> HttpResponseBase:
    """With `sure=1`, remove the group and the rules of spaces about it."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_groups)
    if request.POST.get("sure") != "1":
        messages.warning(request, _("Say that you are sure: this cannot be undone."))
        return redirect("community_manage_group", group_id=get_group(request.actor, group_id).pk)
    delete_group(actor=request.actor, group_id=group_id)
    messages.success(request, _("The group is gone."))
    return redirect("community_manage_groups")
