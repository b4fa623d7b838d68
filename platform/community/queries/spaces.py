"""Which spaces there are for a reader."""

from collections.abc import Sequence
from uuid import UUID

from community.models.space import Space
from community.policies import can_view_space
from kernel.actor import Actor
from kernel.errors import NotFoundError


def list_spaces(actor: Actor) -> Sequence[Space]:
    """The spaces that the actor may read, in the order of the front page; one query."""
    return list(Space.objects.visible_to(actor).in_order())


def get_space(actor: Actor, slug: str) -> Space:
    """One space by its address; raises NotFoundError when there is none for this reader."""
    space = Space.objects.filter(slug=slug).first()
    if space is None or not can_view_space(actor, space):
        raise NotFoundError
    return space


def get_space_by_id(actor: Actor, space_id: UUID) -> Space:
    """One space by id; raises NotFoundError when there is none for this reader."""
    space = Space.objects.filter(pk=space_id).first()
    if space is None or not can_view_space(actor, space):
        raise NotFoundError
    return space
