"""The page that keeps the tags in order: descriptions, groups, synonyms, merging."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions import tagging
from community.models.tag import Tag
from community.pages.forms import JudgedForm
from community.pages.space_forms import hue_choices
from community.policies import can_manage_tags
from community.queries.spaces import list_spaces
from community.queries.tags import find_tag, get_tag, get_tag_group, list_managed_tags, tag_group_names
from kernel.errors import ConflictError, InvalidError, NotFoundError


class TagForm(JudgedForm):
    """A tag."""

    name = forms.CharField(max_length=40, label=gettext_lazy("Name"))
    description = forms.CharField(
        max_length=400, required=False, label=gettext_lazy("Description"), widget=forms.Textarea(attrs={"rows": 2})
    )
    group_id = forms.ChoiceField(required=False, label=gettext_lazy("Group"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group_id"].choices = [("", "–"), *((str(pk), name) for pk, name in tag_group_names())]  # type: ignore[attr-defined] # a choice field


class GroupForm(JudgedForm):
    """A group of tags."""

    name = forms.CharField(max_length=60, label=gettext_lazy("Name"))
    description = forms.CharField(
        max_length=400, required=False, label=gettext_lazy("Description"), widget=forms.Textarea(attrs={"rows": 2})
    )
    hue = forms.TypedChoiceField(coerce=int, choices=hue_choices, label=gettext_lazy("Colour"))
    position = forms.IntegerField(min_value=0, max_value=10_000, label=gettext_lazy("Place"))
    is_exclusive = forms.BooleanField(required=False, label=gettext_lazy("A topic carries at most one of these tags"))


class NameForm(JudgedForm):
    """The name of another tag."""

    name = forms.CharField(max_length=40, label=gettext_lazy("Name"))


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def tags(request: HttpRequest) -> HttpResponseBase:
    """All tags by group, and a form for a new one."""
    request = cast("BrandRequest", request)
    groups = list_managed_tags(request.actor, list_spaces(request.actor))
    form = TagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            tag = tagging.create_tag(
                actor=request.actor, name=data["name"], description=data["description"], group_id=_uuid(data["group_id"])
            )
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            return redirect("community_manage_tag", tag_id=tag.pk)
    context = {"groups": groups, "form": form}
    return render(request, "community/manage/tags.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def tag(request: HttpRequest, tag_id: UUID) -> HttpResponseBase:
    """One tag: its name and description, its synonyms, merging, removing."""
    request = cast("BrandRequest", request)
    found = get_tag(request.actor, tag_id)
    if found is None or found.synonym_of_id is not None:
        raise NotFoundError
    initial = {"name": found.name, "description": found.description, "group_id": str(found.group_id or "")}
    part = request.POST.get("part", "tag") if request.method == "POST" else ""
    form = TagForm(request.POST if part == "tag" else None, initial=initial)
    synonym = NameForm(request.POST if part == "synonym" else None, prefix="synonym")
    merge = NameForm(request.POST if part == "merge" else None, prefix="merge")
    sent = {"tag": form, "synonym": synonym, "merge": merge}.get(part)
    if sent is not None and sent.is_valid():
        try:
            if (answer := _change(request, found, part, sent)) is not None:
                return answer
        except (InvalidError, ConflictError) as error:
            sent.take(error)
    context = {"tag": found, "form": form, "synonym": synonym, "merge": merge, "synonyms": found.synonyms.order_by("name", "pk")}
    return render(request, "community/manage/tag.html", context, status=400 if part else 200)


def _change(request: BrandRequest, found: Tag, part: str, form: JudgedForm) -> HttpResponseBase | None:
    data = form.cleaned_data
    if part == "tag":
        changes = {"name": data["name"], "description": data["description"], "group_id": _uuid(data["group_id"])}
        tagging.change_tag(actor=request.actor, tag_id=found.pk, **changes)
    elif part == "synonym":
        tagging.add_synonym(actor=request.actor, tag_id=found.pk, name=data["name"])
    else:
        into = find_tag(data["name"].strip())
        if into is None:
            form.add_error("name", _("There is no tag of this name."))
            return None
        tagging.merge_tags(actor=request.actor, tag_id=found.pk, into_id=into.pk)
        messages.success(request, _("Merged. The old name leads to this tag now."))
        return redirect("community_manage_tag", tag_id=into.pk)
    messages.success(request, _("Saved."))
    return redirect("community_manage_tag", tag_id=found.pk)


@gated(Gate.MEMBER)
@require_POST
def remove_tag(request: HttpRequest, tag_id: UUID) -> HttpResponseBase:
    """Take a synonym away; or with `sure=1` a tag from all topics."""
    request = cast("BrandRequest", request)
    found = get_tag(request.actor, tag_id)
    if found is None:
        return redirect("community_manage_tags")
    if found.synonym_of_id is not None:
        tagging.remove_synonym(actor=request.actor, tag_id=tag_id)
        return redirect("community_manage_tag", tag_id=found.synonym_of_id)
    if request.POST.get("sure") != "1":
        messages.warning(request, _("Say that you are sure: this cannot be undone."))
        return redirect("community_manage_tag", tag_id=tag_id)
    tagging.delete_tag(actor=request.actor, tag_id=tag_id)
    messages.success(request, _("The tag is gone."))
    return redirect("community_manage_tags")


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, group_id: UUID | None = None) -> HttpResponseBase:
    """A group of tags; without an id a new one. `remove=1` takes the group apart, its tags stay."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_tags)
    found = get_tag_group(request.actor, group_id) if group_id is not None else None
    if found is not None and request.POST.get("remove") == "1":
        tagging.delete_tag_group(actor=request.actor, group_id=found.pk)
        messages.success(request, _("The group is gone; its tags stay."))
        return redirect("community_manage_tags")
    names = ("name", "description", "hue", "position", "is_exclusive")
    initial = {name: getattr(found, name) for name in names} if found is not None else {"hue": 210, "position": 0}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if found is None:
                tagging.create_tag_group(actor=request.actor, **form.cleaned_data)
            else:
                tagging.change_tag_group(actor=request.actor, group_id=found.pk, **form.cleaned_data)
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("community_manage_tags")
    context = {"form": form, "group": found}
    return render(request, "community/manage/tag_group.html", context, status=400 if form.errors else 200)


def _uuid(value: str) -> UUID | None:
    return UUID(value) if value else None
