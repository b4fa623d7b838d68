"""Silencing and suspending accounts, each time for longer; and lifting it."""

from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from accounts.queries import get_user_info
from brand_settings.queries import read
from community.actions.members import silence, suspend
from events.recording import action, publish
from kernel.actor import STAFF, Actor, Role, system_actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from moderation.actions.stating import Concerned, state_reasons
from moderation.auditing import note, reviewer_id
from moderation.errors import ProtectedMemberError
from moderation.events import PenaltyGiven, PenaltyLifted
from moderation.judging.ladder import extended, step_after
from moderation.models.decision import Decision, Measure
from moderation.models.penalty import Penalty, PenaltyKind
from moderation.policies import can_penalise
from moderation.reasons import Grounds
from moderation.settings import ModerationSettings
from people.actions import ensure_person
from people.contracts import account_identity

_MEASURES = {PenaltyKind.SILENCE: Measure.SILENCED, PenaltyKind.SUSPEND: Measure.SUSPENDED}


@action
def penalise(
    *,
    actor: Actor,
    user_id: UUID,
    kind: str,
    facts: str = "",
    ground: str = "",
    ground_text: str = "",
    category: str = "",
    at: datetime | None = None,
) -> Penalty:
    """The account silenced or suspended for as long as its step on the ladder says; a longer one that runs is kept.

    Steps count the penalties before that nobody reversed. The same kind while one is running returns that one.
    """
    authorise(actor, can_penalise)
    if kind not in set(PenaltyKind):
        raise InvalidError.choose("kind", PenaltyKind)
    at, settings, info = at or now(), read(ModerationSettings), get_user_info(user_id)
    if info.role in STAFF or info.role == Role.MODERATOR:
        raise ProtectedMemberError
    person = ensure_person(actor=system_actor(actor.tenant_id), identity=account_identity(user_id), name=info.name)
    mine = Penalty.objects.select_for_update(of=("self",)).filter(user_id=user_id)
    running = mine.filter(kind=kind, lifted_at=None, starts_at__lte=at, ends_at__gt=at).order_by("-ends_at").first()
    if running is not None:
        return running
    counted = mine.filter(decision__reversed_at=None).count()
    step = step_after(counted, settings.steps)
    ends_at = extended(at, None, step, settings.steps)
    measure = _MEASURES[PenaltyKind(kind)]
    decision = state_reasons(
        actor,
        Concerned(person.pk, "member", person.pk, info.name),
        measure,
        Grounds(ground, ground_text, category, facts),
        at=at,
        ends_at=ends_at,
        automated_decision=actor.role is Role.SYSTEM,
    )
    penalty = Penalty(
        person=person,
        user_id=user_id,
        decision=decision,
        kind=PenaltyKind(kind).value,
        step=step,
        starts_at=at,
        ends_at=ends_at,
        probation_until=ends_at + timedelta(days=settings.probation_days),
    )
    penalty.save(force_insert=True)
    _apply(actor, penalty, ends_at, decision.facts)
    note(actor, "penalise", at=at, kind="member", thing_id=person.pk, penalty=penalty.pk, what=penalty.kind, step=step)
    publish(PenaltyGiven(penalty_id=penalty.pk, user_id=user_id, kind=penalty.kind), actor=actor, at=at)
    return penalty


@action
def lift_penalty(*, actor: Actor, penalty_id: UUID, at: datetime | None = None) -> Penalty:
    """The penalty, ended now; the account stays on probation as if it had run out. The second time changes nothing."""
    authorise(actor, can_penalise)
    penalty = Penalty.objects.select_for_update(of=("self",)).filter(pk=penalty_id).first()
    if penalty is None:
        raise NotFoundError
    at = at or now()
    if not penalty.is_running(at):
        return penalty
    penalty.lifted_at, penalty.lifted_by_id = at, reviewer_id(actor)
    penalty.save(update_fields=["lifted_at", "lifted_by"])
    Decision.objects.filter(pk=penalty.decision_id).update(ends_at=at)
    _apply(actor, penalty, None, "")
    note(actor, "lift_penalty", at=at, kind="member", thing_id=penalty.person_id, penalty=penalty.pk)
    publish(PenaltyLifted(penalty_id=penalty.pk, user_id=penalty.user_id), actor=actor, at=at)
    return penalty


def _apply(actor: Actor, penalty: Penalty, until: datetime | None, reason: str) -> None:
    if until is not None and until <= now():
        return
    change = silence if penalty.kind == PenaltyKind.SILENCE else suspend
    change(actor=system_actor(actor.tenant_id), user_id=penalty.user_id, until=until, reason=reason)
