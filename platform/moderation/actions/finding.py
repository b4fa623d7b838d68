"""Finding what is judged: checked, and locked where two reviewers need one answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from access.policies import authorise
from kernel.actor import Actor
from kernel.errors import NotFoundError
from moderation.contracts import FlaggedThing, ThingSource, source_of
from moderation.models.item import ReviewItem


def find_thing(kind: str, thing_id: UUID) -> tuple[ThingSource, FlaggedThing]:
    """A thing, by the kind that it is judged as, and who knows it; raises NotFoundError for an unknown kind or id."""
    source = source_of(kind)
    thing = source.find([thing_id]).get(thing_id) if source is not None else None
    owner = source_of(thing.kind) if thing is not None else None
    if owner is None or thing is None:
        raise NotFoundError
    return owner, thing


def find_thing_of(item: ReviewItem) -> tuple[ThingSource, FlaggedThing] | None:
    """What an item is about; None when it is gone meanwhile."""
    try:
        return find_thing(item.thing_kind, item.thing_id)
    except NotFoundError:
        return None


def lock_item(actor: Actor, item_id: UUID, policy: Callable[..., bool], *things: Any) -> ReviewItem:
    """The item, locked until the transaction ends, when the policy lets the actor do this."""
    item = ReviewItem.objects.select_for_update(of=("self",)).filter(pk=item_id).first()
    if item is None:
        raise NotFoundError
    authorise(actor, policy, item, *things)
    return item
