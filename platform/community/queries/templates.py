"""Texts to begin with, for those who may write in a space."""

from collections.abc import Sequence
from uuid import UUID

from access.policies import authorise
from community.models.space import Space
from community.models.template import PostTemplate
from community.policies import can_manage_templates, can_view_space
from kernel.actor import Actor
from kernel.errors import NotFoundError


def list_templates(spaces: Sequence[Space], *, use: str) -> Sequence[PostTemplate]:
    """Templates of these spaces, which the caller has checked, with their space; one query."""
    rows = PostTemplate.objects.select_related("space").filter(space__in=[space.pk for space in spaces], use=use)
    return list(rows.order_by("space__position", "position", "name", "pk")) if spaces else []


def list_all_templates(actor: Actor, space: Space) -> Sequence[PostTemplate]:
    """All templates of one space, for those who keep them."""
    authorise(actor, can_manage_templates, space)
    return list_space_templates(space)


def list_space_templates(space: Space) -> Sequence[PostTemplate]:
    """The same of a space that the caller has checked, for those who write in it."""
    return list(PostTemplate.objects.filter(space=space).order_by("use", "position", "name", "pk"))


def get_template(actor: Actor, template_id: UUID) -> PostTemplate:
    """One template with its space; raises NotFoundError when there is none for this reader."""
    found = PostTemplate.objects.select_related("space").filter(pk=template_id).first()
    if found is None or not can_view_space(actor, found.space):
        raise NotFoundError
    return found
