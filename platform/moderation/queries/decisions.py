"""Statements of reasons and appeals, as members and reviewers read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from access.policies import authorise
from kernel.actor import Actor, Role
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from moderation.auditing import own_person_id
from moderation.models.appeal import Appeal
from moderation.models.decision import Decision
from moderation.policies import can_open_queue, can_see_appeal, can_see_decision, reviewed_space_ids, reviews_space
from people.contracts import PersonInfo
from people.queries import canonical_ids, member_ids, people_by_id


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A statement beside its appeal. The member does not learn who decided, only whether it was a person."""

    decision: Decision
    appeal: Appeal | None
    is_own: bool
    may_appeal: bool
    may_reverse: bool
    person: PersonInfo | None
    decided_by: PersonInfo | None


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal as reviewers see it; `may_judge` is false for whoever decided first, and for the member concerned."""

    appeal: Appeal
    decision: Decision
    person: PersonInfo | None
    first_decider: PersonInfo | None
    decided_by: PersonInfo | None
    may_judge: bool
    is_overdue: bool


def same_person(one: UUID | None, other: UUID | None) -> bool:
    """Whether two ids are one person today, after all merges."""
    if one is None or other is None:
        return False
    if one == other:
        return True
    known = canonical_ids([one, other])
    return known.get(one, one) == known.get(other, other)


def is_own(actor: Actor, decision: Decision) -> bool:
    """Whether the decision is about the actor."""
    return same_person(own_person_id(actor), decision.person_id)


def get_decision(actor: Actor, decision_id: UUID, *, at: datetime) -> DecisionView:
    """One statement; raises NotFoundError for everybody whom it does not concern."""
    decision = Decision.objects.filter(pk=decision_id).first()
    if decision is None:
        raise NotFoundError
    own = is_own(actor, decision)
    authorise_or_hide(actor, decision, own)
    appeal = Appeal.objects.filter(decision=decision).first()
    reviewer = reviews_space(actor, decision.space_id) and not own
    ids = [decision.person_id, *([decision.decided_by_id] if decision.decided_by_id and reviewer else [])]
    people = people_by_id(ids)
    return DecisionView(
        decision=decision,
        appeal=appeal,
        is_own=own,
        may_appeal=own and appeal is None and decision.may_be_appealed(at),
        may_reverse=reviewer and decision.reversed_at is None,
        person=people.get(decision.person_id),
        decided_by=people.get(decision.decided_by_id) if decision.decided_by_id else None,
    )


def authorise_or_hide(actor: Actor, decision: Decision, own: bool) -> None:
    """Raise NotFoundError when the actor may not know of the decision."""
    if not can_see_decision(actor, decision, own):
        raise NotFoundError


def list_own_decisions(actor: Actor, *, cursor: str | None = None, size: int = 25) -> Page[Decision]:
    """What was decided about the actor, newest first."""
    person_id = own_person_id(actor)
    mine = member_ids(person_id) if person_id is not None else []
    return paginate(Decision.objects.filter(person_id__in=mine), order=("-at", "-id"), cursor=cursor, size=size)


def list_decisions(actor: Actor, *, person_id: UUID | None = None, cursor: str | None = None, size: int = 25) -> Page[Any]:
    """All decisions that the actor may see as a reviewer, newest first."""
    authorise(actor, can_open_queue)
    rows = Decision.objects.filter(_within(actor))
    if person_id is not None:
        rows = rows.filter(person_id__in=member_ids(person_id))
    return paginate(rows, order=("-at", "-id"), cursor=cursor, size=size)


def list_appeals(
    actor: Actor, *, at: datetime, is_decided: bool = False, cursor: str | None = None, size: int = 25
) -> Page[AppealView]:
    """Objections that wait for an answer, the most urgent first; or those answered, newest first."""
    authorise(actor, can_open_queue)
    rows = Appeal.objects.select_related("decision").filter(decided_at__isnull=not is_decided)
    rows = rows.filter(_within(actor, "decision__"))
    page = paginate(rows, order=("-decided_at", "-id") if is_decided else ("due_at", "id"), cursor=cursor, size=size)
    return Page(_appeal_views(actor, page.items, at=at), page.next_cursor, page.previous_cursor)


def get_appeal(actor: Actor, appeal_id: UUID, *, at: datetime) -> AppealView:
    """One objection; raises NotFoundError when the actor does not review where the decision was made."""
    appeal = Appeal.objects.select_related("decision").filter(pk=appeal_id).first()
    if appeal is None or not can_see_appeal(actor, appeal):
        raise NotFoundError
    return _appeal_views(actor, [appeal], at=at)[0]


def open_appeals(actor: Actor) -> "QuerySet[Appeal]":
    """Those that wait for an answer."""
    return Appeal.objects.filter(decided_at__isnull=True).filter(_within(actor, "decision__"))


def _appeal_views(actor: Actor, appeals: Any, *, at: datetime) -> list[AppealView]:
    ids = {i for a in appeals for i in (a.person_id, a.first_decider_id, a.decided_by_id) if i}
    people = people_by_id(ids)
    me = own_person_id(actor)
    today = canonical_ids({*ids, *([me] if me else [])})
    mine = today.get(me, me) if me else None
    return [
        AppealView(
            appeal=appeal,
            decision=appeal.decision,
            person=people.get(appeal.person_id),
            first_decider=people.get(appeal.first_decider_id) if appeal.first_decider_id else None,
            decided_by=people.get(appeal.decided_by_id) if appeal.decided_by_id else None,
            may_judge=mine is None or mine not in {today.get(i, i) for i in (appeal.person_id, appeal.first_decider_id) if i},
            is_overdue=appeal.decided_at is None and appeal.due_at <= at,
        )
        for appeal in appeals
    ]


def _within(actor: Actor, prefix: str = "") -> Q:
    """Where the actor reviews, as `reviews_space` has it."""
    if actor.is_staff or actor.role is Role.SYSTEM:
        return Q()
    theirs = Q(**{f"{prefix}space_id__in": reviewed_space_ids(actor)})
    return theirs | Q(**{f"{prefix}space_id": None}) if actor.role is Role.MODERATOR else theirs
