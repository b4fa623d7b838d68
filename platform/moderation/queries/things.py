"""Things that can be flagged, as their readers see them."""

from uuid import UUID

from kernel.actor import Actor
from kernel.errors import NotFoundError
from moderation.contracts import FlaggedThing, source_of
from moderation.policies import can_see_thing


def get_thing(actor: Actor, kind: str, thing_id: UUID) -> FlaggedThing:
    """One thing that the actor may read; raises NotFoundError."""
    source = source_of(kind)
    thing = source.find([thing_id]).get(thing_id) if source is not None else None
    if thing is None or not can_see_thing(actor, thing):
        raise NotFoundError
    return thing
