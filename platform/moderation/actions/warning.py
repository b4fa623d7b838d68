"""Telling reviewers that the time of something in the queue runs out, before it has."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.actions.notices import give_notice
from accounts.actors import actor_for_user_id
from brand_settings.queries import read
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from moderation.models.appeal import Appeal
from moderation.models.item import ReviewItem
from moderation.policies import can_advance
from moderation.queries.reviewers import list_administrators, list_judges, list_reviewers, theirs_among
from moderation.settings import ModerationSettings

MOST = 500
"""Items in one sweep; the next one takes the rest."""


@action
def warn_of_deadlines(*, actor: Actor, at: datetime | None = None) -> int:
    """Each item and appeal whose time is nearly over is told of once, to those who may decide; answers how many there were.

    What somebody works on is told to that reviewer alone.
    """
    authorise(actor, can_advance)
    at = at or now()
    settings = read(ModerationSettings)
    if not settings.warn_hours:
        return 0
    soon = at + timedelta(hours=settings.warn_hours)
    items = ReviewItem.objects.select_for_update(of=("self",), skip_locked=True).open().filter(warned_at=None, due_at__lte=soon)
    waiting = list(items.order_by("due_at", "pk")[:MOST])
    appeals = Appeal.objects.select_for_update(of=("self",)).select_related("decision")
    objections = list(appeals.filter(decided_at=None, warned_at=None, due_at__lte=soon).order_by("due_at", "pk")[:MOST])
    if not waiting and not objections:
        return 0
    _tell(actor, "moderation.due", _by_reviewer([item.pk for item in waiting]), at)
    _tell(actor, "moderation.appeals_due", Counter(info.id for o in objections for info in list_judges(o.decision)), at)
    ReviewItem.objects.filter(pk__in=[item.pk for item in waiting]).update(warned_at=at)
    Appeal.objects.filter(pk__in=[appeal.pk for appeal in objections]).update(warned_at=at)
    return len(waiting) + len(objections)


def tell_judges(actor: Actor, appeal: Appeal, *, at: datetime) -> None:
    """A part of appealing: those who may answer are told; when there is nobody, the administrators are, that they have to find
    somebody."""
    judges = list_judges(appeal.decision)
    kind = "moderation.appeal" if judges else "moderation.appeal_alone"
    for info in judges or list_administrators():
        data: dict[str, str | int] = {"appeal": str(appeal.pk), "number": appeal.decision.number}
        give_notice(actor=actor, user_id=info.id, kind=kind, key=f"{kind}:{appeal.pk}", data=data, at=at)


def _by_reviewer(item_ids: list[UUID]) -> Mapping[UUID, int]:
    if not item_ids:
        return {}
    reviewers = [info.id for info in list_reviewers()]
    return {user_id: len(theirs_among(actor_for_user_id(user_id), item_ids)) for user_id in reviewers}


def _tell(actor: Actor, kind: str, counts: Mapping[UUID, int], at: datetime) -> None:
    for user_id, count in sorted(counts.items()):
        if count:
            give_notice(actor=actor, user_id=user_id, kind=kind, key=kind, data={"items": count}, at=at)
