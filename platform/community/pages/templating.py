"""Texts to begin with, as moderators of a space keep them."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.templating import TemplateText, change_template, create_template, remove_template
from community.pages.forms import TemplateForm, split_tags
from community.policies import can_manage_templates
from community.queries.spaces import get_space
from community.queries.templates import get_template, list_all_templates
from kernel.errors import ConflictError, InvalidError


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def templates(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All templates of a space, and a form for a new one."""
    request = cast("BrandRequest", request)
    space = get_space(request.actor, slug)
    rows = list_all_templates(request.actor, space)
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            create_template(actor=request.actor, space_id=space.pk, template=_text(form))
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Writers can begin with it now."))
            return redirect("community_templates", slug=slug)
    context = {"space": space, "rows": rows, "form": form}
    return render(request, "community/templates.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, template_id: UUID) -> HttpResponseBase:
    """Change one template."""
    request = cast("BrandRequest", request)
    row = get_template(request.actor, template_id)
    authorise(request.actor, can_manage_templates, row.space)
    initial = {"name": row.name, "use": row.use, "title": row.title, "body": row.body, "tags": row.tags}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_template(actor=request.actor, template_id=row.pk, template=_text(form))
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            return redirect("community_templates", slug=row.space.slug)
    context = {"space": row.space, "row": row, "form": form}
    return render(request, "community/template.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def removal(request: HttpRequest, template_id: UUID) -> HttpResponseBase:
    """Offer one no more."""
    request = cast("BrandRequest", request)
    row = get_template(request.actor, template_id)
    remove_template(actor=request.actor, template_id=row.pk)
    messages.info(request, _("The template is gone."))
    return redirect("community_templates", slug=row.space.slug)


def _text(form: TemplateForm) -> TemplateText:
    data = form.cleaned_data
    return TemplateText(data["name"], data["body"], data["use"], data["title"], split_tags(data["tags"]))
