"""The page that keeps the spaces: make, name, nest, order, open, close, archive."""

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
from community.actions.rules import set_space_rules
from community.actions.spaces import archive_space, create_space, order_spaces, update_space
from community.pages.space_forms import RuleFormSet, SpaceForm, initial_of, initial_rules, subject_choices
from community.policies import can_manage_spaces
from community.queries.spaces import SpaceTree, list_spaces, tree_of
from kernel.errors import ConflictError, InvalidError, NotFoundError
from tenants.middleware import tenant_of


@gated(Gate.MEMBER)
@require_GET
def spaces(request: HttpRequest) -> HttpResponseBase:
    """All spaces as a tree."""
    request = cast("BrandRequest", request)
    return render(request, "community/manage/spaces.html", {"tree": _tree(request)})


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def new_space(request: HttpRequest) -> HttpResponseBase:
    """A new space; `?in=` says where."""
    request = cast("BrandRequest", request)
    tree = _tree(request)
    initial = {"visibility": "public", "language": tenant_of(request).language, "hue": 210, "min_tags": 0, "slow_mode_seconds": 0}
    form = SpaceForm(request.POST or None, tree=tree, initial=initial | {"parent_id": request.GET.get("in", "")})
    if request.method == "POST" and form.is_valid():
        given = form.changes()
        first = {name: given.pop(name) for name in ("name", "description", "language", "visibility", "hue", "help_after")}
        try:
            space = create_space(
                actor=request.actor,
                slug=given.pop("slug", ""),
                parent_id=given.pop("parent_id"),
                position=len(tree.by_id),
                **first,
            )
            update_space(actor=request.actor, space_id=space.pk, **given)
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("The space is there. Now say who may do what, if it is not open to everybody."))
            return redirect("community_manage_space", space_id=space.pk)
    context = {"form": form, "tree": tree, "space": None}
    return render(request, "community/manage/space.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def edit_space(request: HttpRequest, space_id: UUID) -> HttpResponseBase:
    """One space; its rules are a form of their own beside it."""
    request = cast("BrandRequest", request)
    tree = _tree(request)
    if space_id not in tree.by_id:
        raise NotFoundError
    space = tree.by_id[space_id].space
    subjects = subject_choices()
    form = SpaceForm(request.POST if _sent(request, "space") else None, tree=tree, space=space, initial=initial_of(space))
    rules = RuleFormSet(
        request.POST if _sent(request, "rules") else None,
        initial=initial_rules(space),
        form_kwargs={"subjects": subjects},
        prefix="rule",
    )
    try:
        if _sent(request, "space") and form.is_valid():
            update_space(actor=request.actor, space_id=space.pk, **form.changes())
            messages.success(request, _("Saved."))
            return redirect("community_manage_space", space_id=space.pk)
        if _sent(request, "rules") and rules.is_valid():
            lines = [rule for line in rules if (rule := line.rule()) is not None]
            set_space_rules(actor=request.actor, space_id=space.pk, rules=lines)
            messages.success(request, _("Saved."))
            return redirect("community_manage_space", space_id=space.pk)
    except (InvalidError, ConflictError) as error:
        (form.take(error) if _sent(request, "space") else messages.error(request, _("One of these rules does not fit.")))
    wrong = request.method == "POST"
    context = {"form": form, "rules": rules, "tree": tree, "space": space}
    return render(request, "community/manage/space.html", context, status=400 if wrong else 200)


@gated(Gate.MEMBER)
@require_POST
def place_space(request: HttpRequest, space_id: UUID) -> HttpResponseBase:
    """One place up or down among its neighbours."""
    request = cast("BrandRequest", request)
    tree = _tree(request)
    if space_id not in tree.by_id:
        raise NotFoundError
    parent = tree.by_id[space_id].space.parent_id
    neighbours = [node.space.pk for node in (tree.by_id[parent].children if parent in tree.by_id else tree.roots)]
    place = neighbours.index(space_id)
    other = place + (-1 if request.POST.get("direction") == "up" else 1)
    if 0 <= other < len(neighbours):
        neighbours[place], neighbours[other] = neighbours[other], neighbours[place]
    order_spaces(actor=request.actor, space_ids=neighbours)
    return redirect("community_manage_spaces")


@gated(Gate.MEMBER)
@require_POST
def keep_space(request: HttpRequest, space_id: UUID) -> HttpResponseBase:
    """Archive a space (`archived=1`) or open it again."""
    request = cast("BrandRequest", request)
    space = archive_space(actor=request.actor, space_id=space_id, archived=request.POST.get("archived") == "1")
    messages.success(request, _("Archived: it can be read, and nobody writes there.") if space.archived_at else _("Open again."))
    return redirect("community_manage_space", space_id=space.pk)


def _tree(request: BrandRequest) -> SpaceTree:
    authorise(request.actor, can_manage_spaces)
    return tree_of(list_spaces(request.actor))


def _sent(request: HttpRequest, part: str) -> bool:
    return request.method == "POST" and request.POST.get("part", "space") == part
