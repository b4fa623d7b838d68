"""Objecting to a decision, and judging that by somebody else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.policies import authorise
from brand_settings.queries import read
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from moderation.actions.reversing import reverse_decision
from moderation.actions.stating import tell
from moderation.actions.warning import tell_judges
from moderation.auditing import note, own_person_id
from moderation.errors import AlreadyAppealedError, AppealTooLateError, SameDeciderError
from moderation.events import AppealDecided, AppealMade
from moderation.models.appeal import Appeal, AppealOutcome
from moderation.models.decision import Decision
from moderation.policies import can_appeal, can_judge_appeal, can_see_appeal
from moderation.queries.decisions import is_own, same_person
from moderation.settings import ModerationSettings
from people.actions import person_of_actor

LONGEST = 8_000


@action
def appeal_decision(*, actor: Actor, decision_id: UUID, text: str, at: datetime | None = None) -> Appeal:
    """The member's objection, free of charge and within six months; the second time returns the first one."""
    decision = Decision.objects.select_for_update(of=("self",)).filter(pk=decision_id).first()
    if decision is None:
        raise NotFoundError
    authorise(actor, can_appeal, decision, is_own(actor, decision))
    at, text = at or now(), text.strip()
    if not text or len(text) > LONGEST:
        raise InvalidError(fields={"text": [_("Between 1 and 8,000 characters.")]})
    known = Appeal.objects.filter(decision=decision).first()
    if known is not None:
        if known.is_same(text):
            return known
        raise AlreadyAppealedError
    if not decision.may_be_appealed(at):
        raise AppealTooLateError
    appeal = Appeal(
        decision=decision,
        person_id=decision.person_id,
        first_decider_id=decision.decided_by_id,
        text=text,
        at=at,
        due_at=at + timedelta(hours=read(ModerationSettings).appeal_due_hours),
    )
    try:
        with transaction.atomic():
            appeal.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyAppealedError from error
    note(actor, "appeal", at=at, kind=decision.thing_kind, thing_id=decision.thing_id, decision=decision.pk)
    ids = {"decision_id": decision.pk, "person_id": decision.person_id, "appeal_id": appeal.pk}
    publish(AppealMade(**ids), actor=actor, at=at)
    tell_judges(actor, appeal, at=at)
    return appeal


@action
def decide_appeal(*, actor: Actor, appeal_id: UUID, outcome: str, answer: str, at: datetime | None = None) -> Appeal:
    """The objection, answered by somebody who did not decide first; upheld, the decision is reversed.

    Raises SameDeciderError for the first decider, under whichever of their accounts, and for the member concerned.
    """
    if outcome not in set(AppealOutcome):
        raise InvalidError.choose("outcome", AppealOutcome)
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision").filter(pk=appeal_id).first()
    if appeal is None or not can_see_appeal(actor, appeal):
        raise NotFoundError
    me = own_person_id(actor)
    if same_person(me, appeal.first_decider_id) or same_person(me, appeal.person_id):
        raise SameDeciderError
    authorise(actor, can_judge_appeal, appeal)
    if appeal.decided_at is not None:
        return appeal
    if not answer.strip():
        raise InvalidError(fields={"answer": [_("Say why.")]})
    at = at or now()
    appeal.outcome, appeal.answer = AppealOutcome(outcome).value, answer.strip()[:LONGEST]
    appeal.decided_by_id, appeal.decided_at = person_of_actor(actor=actor).pk, at
    appeal.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
    decision = appeal.decision
    if appeal.outcome == AppealOutcome.UPHELD:
        reverse_decision(actor, decision, at=at)
    else:
        tell(actor, decision.person_id, "moderation.appeal_denied", decision, at=at)
    note(actor, "decide_appeal", at=at, kind=decision.thing_kind, thing_id=decision.thing_id, appeal=appeal.pk, outcome=outcome)
    ids = {"decision_id": decision.pk, "person_id": decision.person_id, "appeal_id": appeal.pk}
    publish(AppealDecided(**ids, outcome=appeal.outcome), actor=actor, at=at)
    return appeal
