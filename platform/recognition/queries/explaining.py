"""Why a member is at a level, and what is missing for the next: every number with what there is and what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from brand_settings.queries import read
from community.faces import Face
from community.queries.members import members_by_user
from kernel.actor import Actor
from kernel.errors import NotFoundError
from recognition.models.level import LevelChange
from recognition.models.rollup import PointsRollup
from recognition.policies import can_see_explanation
from recognition.queries.faces import faces_of
from recognition.queries.switches import require
from recognition.queries.trust import standings, trust_facts
from recognition.rules.trust import Requirement, decide, in_grace, requirements, requirements_to_stay
from recognition.sections import RecognitionSettings, TrustSettings


@dataclass(frozen=True, slots=True)
class Explanation:
    """A member's level with its reasons. `next_lines` is empty at the top of what rules give; `stay_lines` are for level 3."""

    user_id: UUID
    face: Face
    level: int
    source: str
    since: datetime | None
    is_locked: bool
    granted: int | None
    next_level: int | None
    next_lines: Sequence[Requirement]
    stay_lines: Sequence[Requirement]
    grace_until: datetime | None
    due_level: int
    window_days: int
    history: Sequence[LevelChange]

    @property
    def missing(self) -> int:
        """How many lines are not met yet."""
        return sum(not line.is_met for line in self.next_lines)


def explain(actor: Actor, user_id: UUID, *, at: datetime) -> Explanation:
    """The explanation for the member or for staff; raises NotFoundError for nobody or while there are no levels."""
    require("trust")
    authorise(actor, can_see_explanation, user_id)
    face = faces_of([user_id]).get(user_id)
    if face is None:
        raise NotFoundError
    rules, member = read(TrustSettings), members_by_user([user_id]).get(user_id)
    standing = standings([user_id])[user_id]
    facts = trust_facts([user_id], rules, at=at)[user_id]
    next_level = standing.level + 1 if standing.level < 3 else None
    grace = in_grace(standing, rules, at) and standing.since is not None
    return Explanation(
        user_id=user_id,
        face=face,
        level=standing.level,
        source=member.level_source if member is not None else "rules",
        since=standing.since,
        is_locked=standing.locked is not None,
        granted=standing.granted,
        next_level=next_level,
        next_lines=requirements(next_level, facts, rules) if next_level is not None else [],
        stay_lines=requirements_to_stay(facts, rules) if standing.level == 3 else [],
        grace_until=standing.since + timedelta(days=rules.tl3_grace_days) if grace and standing.since else None,
        due_level=decide(standing, facts, rules, at),
        window_days=rules.tl3_window_days,
        history=list(LevelChange.objects.filter(user_id=user_id).select_related("changed_by").order_by("-at", "-pk")[:20]),
    )


def total_points(user_id: UUID) -> int | None:
    """All points of a member; None while the brand keeps none."""
    if not read(RecognitionSettings).has_points:
        return None
    rows = PointsRollup.objects.filter(user_id=user_id, unit="month").values_list("points", flat=True)
    return sum(rows)
