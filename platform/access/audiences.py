"""Which audiences (see `events.audience`) an actor belongs to: the one answer for sockets and replay."""

from collections.abc import Callable

from events import audience
from kernel.actor import Actor

Contribution = Callable[[Actor], set[str]]
_contributions: dict[str, Contribution] = {}


def register_audiences(app: str, contribution: Contribution) -> None:
    """Add an app's audiences: `contribution(actor)` returns those of its containers that the actor may see."""
    _contributions[app] = contribution


def audiences_for(actor: Actor) -> frozenset[str]:
    """Every audience that the actor belongs to right now (queries the database)."""
    found = {audience.EVERYONE}
    if actor.user_id is not None:
        found.add(audience.of("user", actor.user_id))
    if actor.is_staff:
        found.add(audience.STAFF)
    for contribution in _contributions.values():
        found |= contribution(actor)
    return frozenset(found)
