"""Giving a brand the product's badges."""

from access.policies import authorise
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from recognition.models.badge import Badge
from recognition.policies import can_count
from recognition.seeds import SEEDS


@action
def ensure_badges(*, actor: Actor) -> None:
    """Every badge of the product that the brand lacks; what a brand made of the others stays."""
    authorise(actor, can_count)
    known = set(Badge.objects.exclude(seed="").values_list("seed", flat=True))
    if len(known) == len(SEEDS):
        return
    at = now()
    Badge.objects.bulk_create(
        [
            Badge(
                slug=seed.key,
                seed=seed.key,
                group=seed.group,
                tier=seed.tier,
                subject=seed.subject,
                rule=seed.rule,
                revocable=seed.revocable,
                is_multiple=seed.subject == "post",
                gives_title=seed.gives_title,
                position=position,
                created_at=at,
            )
            for position, seed in enumerate(SEEDS)
            if seed.key not in known
        ],
        ignore_conflicts=True,
    )
