"""Work on everything that there is, in steps of one transaction each: after switching on, after imports, every night.

Parts follow one another, because points are counted from deeds, levels from both, and badges from all three.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from access.policies import authorise
from brand_settings.queries import read
from community.queries.deeds import posts_after, readers_after
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from recognition.actions.awarding import award_for_posts, award_to_members
from recognition.actions.ledger import count_posts, count_reading
from recognition.actions.levels import review_levels
from recognition.actions.recounting import recount_points
from recognition.actions.rolling import lock_ledger
from recognition.models.rollup import CatchUp, MemberDay
from recognition.policies import can_count
from recognition.queries.posts import written_posts_after
from recognition.sections import RecognitionSettings

PARTS = ("ledger", "reading", "points", "levels", "badges", "posts")
NIGHTLY = ("levels", "badges", "posts")
STEP = 500


@action
def request_catch_up(*, actor: Actor, parts: Sequence[str] = PARTS, at: datetime | None = None) -> None:
    """Have these parts done from their beginning; what is under way begins again."""
    authorise(actor, can_count)
    for part in parts:
        CatchUp.objects.update_or_create(part=part, defaults={"requested_at": at or now(), "cursor": None, "finished_at": None})


@action
def catch_up_step(*, actor: Actor, at: datetime | None = None) -> bool:
    """Do the next step of what was asked for; False when there is nothing left to do."""
    authorise(actor, can_count)
    due = {row.part: row for row in CatchUp.objects.select_for_update(skip_locked=True).filter(finished_at=None)}
    part = next((part for part in PARTS if part in due), None)
    if part is None:
        return False
    lock_ledger()
    row = due[part]
    row.cursor = _STEPS[part](actor, row.cursor) if _is_on(part) else None
    row.finished_at = (at or now()) if row.cursor is None else None
    row.save(update_fields=["cursor", "finished_at"])
    return True


def _ledger(actor: Actor, cursor: UUID | None) -> UUID | None:
    ids = posts_after(cursor, limit=STEP)
    count_posts(actor=actor, post_ids=ids)
    return ids[-1] if len(ids) == STEP else None


def _reading(actor: Actor, cursor: UUID | None) -> UUID | None:
    ids = readers_after(cursor, limit=STEP // 10)
    count_reading(actor=actor, user_ids=ids)
    return ids[-1] if len(ids) == STEP // 10 else None


def _points(actor: Actor, cursor: UUID | None) -> UUID | None:
    recount_points(actor=actor)
    return None


def _levels(actor: Actor, cursor: UUID | None) -> UUID | None:
    ids = _members_after(cursor, limit=STEP)
    review_levels(actor=actor, user_ids=ids)
    return ids[-1] if len(ids) == STEP else None


def _badges(actor: Actor, cursor: UUID | None) -> UUID | None:
    ids = _members_after(cursor, limit=STEP)
    award_to_members(actor=actor, user_ids=ids)
    return ids[-1] if len(ids) == STEP else None


def _posts(actor: Actor, cursor: UUID | None) -> UUID | None:
    ids = written_posts_after(cursor, limit=STEP)
    award_for_posts(actor=actor, post_ids=ids)
    return ids[-1] if len(ids) == STEP else None


_STEPS: dict[str, Callable[[Actor, UUID | None], UUID | None]] = {
    "ledger": _ledger,
    "reading": _reading,
    "points": _points,
    "levels": _levels,
    "badges": _badges,
    "posts": _posts,
}


def _members_after(user_id: UUID | None, *, limit: int) -> list[UUID]:
    """The next members who ever did or read something, in the order of their ids."""
    rows: Any = MemberDay.objects.order_by("user_id")
    if user_id is not None:
        rows = rows.filter(user_id__gt=user_id)
    return list(rows.values_list("user_id", flat=True).distinct()[:limit])


def _is_on(part: str) -> bool:
    wanted = read(RecognitionSettings)
    return {
        "ledger": wanted.has_ledger,
        "reading": wanted.has_ledger,
        "points": wanted.has_points,
        "levels": wanted.has_trust,
        "badges": wanted.has_badges,
        "posts": wanted.has_badges,
    }[part]
