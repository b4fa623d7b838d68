"""Who learns of the queue."""

from kernel.actor import Actor
from moderation.events import MODERATORS
from moderation.policies import can_open_queue, reviews_space


def moderators(actor: Actor) -> set[str]:
    """Those who review everything hear of all of it; moderators of single spaces look when they open the queue."""
    return {MODERATORS} if can_open_queue(actor) and reviews_space(actor, None) else set()
