"""Taking a decision back, whatever it was; a part of appeals and of undoing."""

from datetime import datetime

from accounts.actions.members import change_member
from events.recording import publish
from kernel.actor import Actor
from kernel.errors import ForbiddenError, NotFoundError
from moderation.actions.finding import find_thing
from moderation.actions.learning import forget, learn
from moderation.actions.penalising import lift_penalty
from moderation.actions.removing import undo_removal
from moderation.actions.reviewing import count_flag
from moderation.actions.stating import tell
from moderation.actions.telling import tell_of_flag
from moderation.auditing import note, reviewer_id
from moderation.errors import CannotReverseError
from moderation.events import DecisionReversed
from moderation.models.decision import Decision, Measure
from moderation.models.flag import Flag, FlagOutcome
from moderation.models.penalty import Penalty
from moderation.models.removal import Removal
from people.queries import people_by_id


def reverse_decision(actor: Actor, decision: Decision, *, at: datetime) -> None:
    """Undo what the decision did and let the member know. Twice changes nothing."""
    if decision.reversed_at is not None:
        return
    if decision.measure in (Measure.SILENCED, Measure.SUSPENDED):
        penalties = list(Penalty.objects.filter(decision=decision))
        for penalty in penalties:
            lift_penalty(actor=actor, penalty_id=penalty.pk, at=at)
        if not penalties:
            _open_account(actor, decision, at=at)
    elif decision.measure == Measure.PURGED:
        for removal in Removal.objects.filter(decision=decision, undone_at=None):
            undo_removal(actor=actor, removal_id=removal.pk, at=at)
    else:
        _restore(actor, decision, at=at)
    decision.reversed_at, decision.reversed_by_id = at, reviewer_id(actor)
    decision.save(update_fields=["reversed_at", "reversed_by"])
    note(actor, "reverse", at=at, kind=decision.thing_kind, thing_id=decision.thing_id, decision=decision.pk)
    publish(DecisionReversed(decision_id=decision.pk, person_id=decision.person_id), actor=actor, at=at)
    tell(actor, decision.person_id, "moderation.reversed", decision, at=at)


def _open_account(actor: Actor, decision: Decision, *, at: datetime) -> None:
    """What an administrator closed, an administrator opens; raises ForbiddenError for others."""
    if not actor.is_administrator:
        raise ForbiddenError
    person = people_by_id([decision.person_id]).get(decision.person_id)
    if person is None or person.user_id is None:
        raise CannotReverseError
    change_member(actor=actor, user_id=person.user_id, deactivated=False, at=at)


def _restore(actor: Actor, decision: Decision, *, at: datetime) -> None:
    try:
        source, thing = find_thing(decision.thing_kind, decision.thing_id)
    except NotFoundError as error:
        raise CannotReverseError from error
    source.restore(actor=actor, thing_id=thing.id, at=at)
    if decision.measure == Measure.SPAM:
        learn(thing.kind, thing.id, f"{thing.title}\n{thing.text}", is_spam=False, at=at)
    else:
        forget(thing.kind, thing.id)
    for flag in Flag.objects.filter(item_id=decision.item_id, outcome=FlagOutcome.AGREED).order_by("pk"):
        flag.outcome = FlagOutcome.DISAGREED.value
        flag.save(update_fields=["outcome"])
        count_flag(flag.flagger_id, FlagOutcome.AGREED, -1)
        count_flag(flag.flagger_id, FlagOutcome.DISAGREED, 1)
        tell_of_flag(actor, (decision.thing_kind, decision.thing_id), flag.flagger_id, is_upheld=False, at=at)
