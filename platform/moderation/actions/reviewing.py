"""Working the queue: claiming, letting go, judging."""

from datetime import datetime
from uuid import UUID

from accounts.actors import actor_for_user_id
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError
from moderation.actions.finding import find_thing_of, lock_item
from moderation.actions.learning import learn
from moderation.actions.stating import concerned_by, state_reasons, tell
from moderation.actions.telling import tell_of_flag
from moderation.auditing import note, reviewer_id
from moderation.contracts import FlaggedThing, ThingSource
from moderation.errors import AlreadyDecidedError, ClaimedError, ContentChangedError, OwnJudgementError
from moderation.events import DecisionReversed, FlagAgreed, ItemClaimed, ItemDecided, ItemReleased
from moderation.judging.matching import fingerprint
from moderation.models.decision import Decision, Measure
from moderation.models.flag import Flag, FlaggerRecord, FlagOutcome
from moderation.models.item import Outcome, ReviewItem
from moderation.policies import can_review
from moderation.queries.decisions import same_person
from moderation.reasons import UNSAID, Grounds
from people.actions import person_of_actor
from people.queries import own_account_ids

OUTCOME_OF_FLAGS = {
    Outcome.KEPT: FlagOutcome.DISAGREED,
    Outcome.REMOVED: FlagOutcome.AGREED,
    Outcome.SPAM: FlagOutcome.AGREED,
    Outcome.IGNORED: FlagOutcome.IGNORED,
}
"""What a judgement says about the flags that led to it."""


@action
def claim_item(*, actor: Actor, item_id: UUID, at: datetime | None = None) -> ReviewItem:
    """The item, taken by the actor; raises ClaimedError when somebody else works on it, unless they may no longer."""
    item = lock_item(actor, item_id, can_review)
    if not item.is_open:
        raise AlreadyDecidedError(outcome=item.outcome)
    me = person_of_actor(actor=actor).pk
    if item.claimed_by_id == me:
        return item
    _refuse_others_work(item, me)
    at = at or now()
    item.claimed_by_id, item.claimed_at = me, at
    item.save(update_fields=["claimed_by", "claimed_at"])
    note(actor, "claim", at=at, kind=item.thing_kind, thing_id=item.thing_id, item=item.pk)
    publish(ItemClaimed(item_id=item.pk), actor=actor, at=at)
    return item


@action
def release_item(*, actor: Actor, item_id: UUID, at: datetime | None = None) -> ReviewItem:
    """The item, free for others; whoever reviews its space may free what somebody left behind."""
    item = lock_item(actor, item_id, can_review)
    if item.claimed_by_id is None or not item.is_open:
        return item
    at = at or now()
    item.claimed_by_id, item.claimed_at = None, None
    item.save(update_fields=["claimed_by", "claimed_at"])
    note(actor, "release", at=at, kind=item.thing_kind, thing_id=item.thing_id, item=item.pk)
    publish(ItemReleased(item_id=item.pk), actor=actor, at=at)
    return item


@action
def decide_item(
    *,
    actor: Actor,
    item_id: UUID,
    outcome: str,
    grounds: Grounds = UNSAID,
    seen: str = "",
    is_any_text: bool = False,
    at: datetime | None = None,
) -> ReviewItem:
    """The item, judged: the thing is published, kept, removed or called spam, and its author learns why.

    The same judgement twice changes nothing; another one raises AlreadyDecidedError. What is judged is what the reviewer saw:
    the text whose fingerprint is `seen`, without one the text that came in. Raises ContentChangedError when it says something
    else by now, unless the judgement holds whatever it says (`is_any_text`).
    """
    if outcome not in set(Outcome):
        raise InvalidError.choose("outcome", Outcome)
    item = lock_item(actor, item_id, can_review)
    if not item.is_open:
        if item.outcome == outcome:
            return item
        raise AlreadyDecidedError(outcome=item.outcome)
    me = person_of_actor(actor=actor).pk
    if not actor.is_administrator and same_person(me, item.author_id):
        raise OwnJudgementError
    _refuse_others_work(item, me)
    found = find_thing_of(item)
    if found is not None and not is_any_text:
        _refuse_unseen(item, found[1], seen)
    at, wanted = at or now(), Outcome(outcome)
    item.outcome, item.decided_at, item.decided_by_id = wanted.value, at, me
    item.hidden_before = found[1].hidden_as if found is not None else ""
    item.save(update_fields=["outcome", "decided_at", "decided_by", "hidden_before"])
    if found is not None:
        _carry_out(actor, item, wanted, *found, grounds=grounds, at=at)
    _settle_flags(actor, item, OUTCOME_OF_FLAGS[wanted], at=at)
    if wanted in (Outcome.SPAM, Outcome.KEPT):
        learn(item.thing_kind, item.thing_id, f"{item.title}\n{item.text}", is_spam=wanted is Outcome.SPAM, at=at)
    note(actor, "decide", at=at, kind=item.thing_kind, thing_id=item.thing_id, item=item.pk, outcome=wanted.value)
    publish(ItemDecided(item_id=item.pk, lane=item.lane, outcome=wanted.value), actor=actor, at=at)
    return item


def _refuse_others_work(item: ReviewItem, me: UUID) -> None:
    """A claim holds as long as the claimant may judge the item: not longer than a role, a grant or an account."""
    if not item.is_claimed_by_another(me) or item.claimed_by_id is None:
        return
    holders = (actor_for_user_id(user_id) for user_id in own_account_ids([item.claimed_by_id]))
    if any(can_review(holder, item) for holder in holders):
        raise ClaimedError(claimed_by=str(item.claimed_by_id))


def _refuse_unseen(item: ReviewItem, thing: FlaggedThing, seen: str) -> None:
    if (seen or fingerprint(item.thing_kind, item.title, item.text)) != fingerprint(thing.kind, thing.title, thing.text):
        raise ContentChangedError


def _carry_out(
    actor: Actor, item: ReviewItem, outcome: Outcome, source: ThingSource, thing: FlaggedThing, *, grounds: Grounds, at: datetime
) -> None:
    if outcome in (Outcome.KEPT, Outcome.IGNORED):
        # Held texts are published; of what stands hidden only what this item hid comes back.
        if thing.is_held or item.concealed_at is not None:
            source.restore(actor=actor, thing_id=thing.id, at=at)
        for decision in Decision.objects.filter(item=item, measure=Measure.HIDDEN, reversed_at=None).order_by("pk"):
            decision.reversed_at, decision.reversed_by_id = at, reviewer_id(actor)
            decision.save(update_fields=["reversed_at", "reversed_by"])
            publish(DecisionReversed(decision_id=decision.pk, person_id=decision.person_id), actor=actor, at=at)
            tell(actor, decision.person_id, "moderation.reversed", decision, at=at)
        return
    why = "spam" if outcome is Outcome.SPAM else "moderated"
    if thing.is_held:
        source.reject(actor=actor, thing_id=thing.id, why=why, at=at)
    else:
        source.hide(actor=actor, thing_id=thing.id, why=why, at=at)
    Decision.objects.filter(item=item, measure=Measure.HIDDEN, reversed_at=None, ends_at=None).update(ends_at=at)
    about = concerned_by(thing)
    if about is not None:
        measure = Measure.SPAM if outcome is Outcome.SPAM else Measure.REJECTED if thing.is_held else Measure.REMOVED
        state_reasons(actor, about, measure, grounds, at=at, item=item, automated_detection=item.flag_count == 0)


def _settle_flags(actor: Actor, item: ReviewItem, outcome: FlagOutcome, *, at: datetime) -> None:
    for flag in Flag.objects.filter(item=item, outcome="").order_by("pk"):
        flag.outcome = outcome.value
        flag.save(update_fields=["outcome"])
        count_flag(flag.flagger_id, outcome, 1)
        if outcome is FlagOutcome.AGREED:
            publish(FlagAgreed(flag_id=flag.pk, person_id=flag.flagger_id), actor=actor, at=at)
            tell_of_flag(actor, (item.thing_kind, item.thing_id), flag.flagger_id, is_upheld=True, at=at)


def count_flag(person_id: UUID, outcome: FlagOutcome, by: int) -> None:
    """Add to how often reviewers agreed with somebody; a part of judging and of reversing."""
    record, _made = FlaggerRecord.objects.select_for_update(of=("self",)).get_or_create(person_id=person_id)
    setattr(record, outcome.value, max(0, getattr(record, outcome.value) + by))
    record.save(update_fields=[outcome.value])
