"""Taking a judgement back before anybody appealed: the item waits again, and everything stands as it stood."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from moderation.actions.finding import find_thing_of, lock_item
from moderation.actions.learning import forget
from moderation.actions.reviewing import OUTCOME_OF_FLAGS, count_flag
from moderation.actions.stating import concerned_by, state_reasons, tell
from moderation.actions.telling import tell_of_flag
from moderation.auditing import note, reviewer_id
from moderation.contracts import FlaggedThing, ThingSource
from moderation.errors import AlreadyReversedError, AppealedError, OwnJudgementError, WaitsAgainError
from moderation.events import DecisionReversed, ItemOpened
from moderation.models.appeal import Appeal
from moderation.models.decision import Decision, Measure
from moderation.models.flag import Flag, FlagOutcome
from moderation.models.item import Outcome, ReviewItem
from moderation.policies import can_review
from moderation.queries.decisions import same_person
from moderation.reasons import Grounds
from people.actions import person_of_actor

_RESTRICTED = frozenset({Outcome.REMOVED.value, Outcome.SPAM.value})
_OURS = frozenset({"moderated", "spam"})
"""How a thing stands that this judgement hid; any other state is somebody else's deed meanwhile."""


@action
def reopen_item(*, actor: Actor, item_id: UUID, at: datetime | None = None) -> ReviewItem:
    """The item, waiting again as before it was judged; its author is told when a restriction is gone. Nothing when it waits.

    Raises AppealedError when the appeal has to be answered instead, AlreadyReversedError when it was taken back, and
    WaitsAgainError when the same thing came into the queue anew.
    """
    item = lock_item(actor, item_id, can_review)
    if item.decided_at is None:
        return item
    if not actor.is_administrator and same_person(person_of_actor(actor=actor).pk, item.author_id):
        raise OwnJudgementError
    made = list(Decision.objects.filter(item=item, at=item.decided_at).exclude(measure=Measure.HIDDEN).order_by("pk"))
    if Appeal.objects.filter(decision__in=made).exists():
        raise AppealedError
    if any(decision.reversed_at is not None for decision in made):
        raise AlreadyReversedError
    if ReviewItem.objects.open().filter(thing_kind=item.thing_kind, thing_id=item.thing_id).exists():
        raise WaitsAgainError
    at = at or now()
    found = find_thing_of(item)
    if found is not None:
        _stand_as_before(actor, item, *found, at=at)
    for decision in made:
        decision.reversed_at, decision.reversed_by_id = at, reviewer_id(actor)
        decision.save(update_fields=["reversed_at", "reversed_by"])
        publish(DecisionReversed(decision_id=decision.pk, person_id=decision.person_id), actor=actor, at=at)
        tell(actor, decision.person_id, "moderation.reversed", decision, at=at)
    forget(item.thing_kind, item.thing_id)
    _unsettle_flags(actor, item, at)
    outcome = item.outcome
    item.outcome, item.decided_at, item.decided_by_id, item.hidden_before = "", None, None, ""
    item.save(update_fields=["outcome", "decided_at", "decided_by", "hidden_before", "concealed_at"])
    note(actor, "reopen", at=at, kind=item.thing_kind, thing_id=item.thing_id, item=item.pk, outcome=outcome)
    publish(ItemOpened(item_id=item.pk, lane=item.lane), actor=actor, at=at)
    return item


def _stand_as_before(actor: Actor, item: ReviewItem, source: ThingSource, thing: FlaggedThing, *, at: datetime) -> None:
    before, hidden = item.hidden_before, Decision.objects.filter(item=item, measure=Measure.HIDDEN)
    if item.outcome in _RESTRICTED:
        if thing.hidden_as not in _OURS:
            return
        if not before:
            source.restore(actor=actor, thing_id=thing.id, at=at)
        else:
            source.hide(actor=actor, thing_id=thing.id, why=before, at=at)
            hidden.filter(ends_at=item.decided_at, reversed_at=None).update(ends_at=None)
        return
    if not before or thing.is_hidden or before in _OURS:
        return
    # What was published by mistake was read meanwhile: it is hidden like something flagged, not held as if nobody knew it.
    source.hide(actor=actor, thing_id=thing.id, why="flagged", at=at)
    item.concealed_at = at
    about = concerned_by(thing)
    if about is not None:
        state_reasons(actor, about, Measure.HIDDEN, Grounds(facts=_("The moderators look at it again.")), at=at, item=item)


def _unsettle_flags(actor: Actor, item: ReviewItem, at: datetime) -> None:
    settled = OUTCOME_OF_FLAGS[Outcome(item.outcome)]
    for flag in Flag.objects.filter(item=item, outcome=settled.value).order_by("pk"):
        flag.outcome = ""
        flag.save(update_fields=["outcome"])
        count_flag(flag.flagger_id, settled, -1)
        if settled is FlagOutcome.AGREED:
            tell_of_flag(actor, (item.thing_kind, item.thing_id), flag.flagger_id, is_upheld=False, at=at)
