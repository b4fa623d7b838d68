"""One member's past as moderators need it before they give a penalty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.contracts import UserInfo
from accounts.queries import get_user_info
from brand_settings.queries import read
from community.queries.members import members_by_user
from community.queries.written import published_count
from kernel.actor import STAFF, Actor, Role
from moderation.judging.ladder import lasts, step_after
from moderation.models.decision import Decision
from moderation.models.penalty import Penalty
from moderation.models.removal import Removal
from moderation.policies import can_penalise
from moderation.settings import ModerationSettings
from people.queries import member_ids, person_id_of_user


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """An account, what it wrote, and everything that was decided about it. `next_penalty` is how long the next one lasts."""

    user: UserInfo
    person_id: UUID | None
    level: int
    published: int
    penalties: Sequence[Penalty]
    decisions: Sequence[Decision]
    removals: Sequence[Removal]
    next_penalty: timedelta
    running: Penalty | None
    is_protected: bool


def get_member_record(actor: Actor, user_id: UUID, *, at: datetime) -> MemberRecord:
    """See MemberRecord; raises NotFoundError for an unknown account."""
    authorise(actor, can_penalise)
    info, steps = get_user_info(user_id), read(ModerationSettings).steps
    person_id = person_id_of_user(user_id)
    penalties = list(Penalty.objects.filter(user_id=user_id).select_related("decision").order_by("-starts_at", "-pk")[:50])
    counted = sum(1 for penalty in penalties if penalty.decision.reversed_at is None)
    mine = member_ids(person_id) if person_id is not None else []
    known = members_by_user([user_id]).get(user_id)
    return MemberRecord(
        user=info,
        person_id=person_id,
        level=known.level if known is not None else 0,
        published=published_count(person_id) if person_id is not None else 0,
        penalties=penalties,
        decisions=list(Decision.objects.filter(person_id__in=mine).order_by("-at", "-pk")[:50]),
        removals=list(Removal.objects.filter(user_id=user_id).order_by("-at", "-pk")[:20]),
        next_penalty=lasts(step_after(counted, steps), steps),
        running=next((penalty for penalty in penalties if penalty.is_running(at)), None),
        is_protected=info.role in STAFF or info.role == Role.MODERATOR,
    )
