"""Working the queue: claiming, letting go, judging."""

from datetime import datetime
from uuid import UUID

from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError
from moderation.actions.finding import find_thing_of, lock_item
from moderation.actions.learning import learn
from moderation.actions.stating import Grounds, concerned_by, state_reasons
from moderation.actions.telling import tell_of_flag
from moderation.auditing import note, reviewer_id
from moderation.contracts import FlaggedThing, ThingSource
from moderation.errors import AlreadyDecidedError, ClaimedError
from moderation.events import FlagAgreed, ItemClaimed, ItemDecided, ItemReleased
from moderation.models.decision import Decision, Measure
from moderation.models.flag import Flag, FlaggerRecord, FlagOutcome
from moderation.models.item import Lane, Outcome, ReviewItem
from moderation.policies import can_review
from people.actions import person_of_actor

_FLAGS = {
    Outcome.KEPT: FlagOutcome.DISAGREED,
    Outcome.REMOVED: FlagOutcome.AGREED,
    Outcome.SPAM: FlagOutcome.AGREED,
    Outcome.IGNORED: FlagOutcome.IGNORED,
}


@action
def claim_item(*, actor: Actor, item_id: UUID, at: datetime | None = None) -> ReviewItem:
    """The item, taken by the actor; raises ClaimedError when somebody else works on it."""
    item = lock_item(actor, item_id, can_review)
    if not item.is_open:
        raise AlreadyDecidedError(outcome=item.outcome)
    me = person_of_actor(actor=actor).pk
    if item.claimed_by_id == me:
        return item
    if item.is_claimed_by_another(me):
        raise ClaimedError(claimed_by=str(item.claimed_by_id))
    at = at or now()
    item.claimed_by_id, item.claimed_at = me, at
    item.save(update_fields=["claimed_by", "claimed_at"])
    note(actor, "claim", at=at, kind=item.thing_kind, thing_id=item.thing_id, item=item.pk)
    publish(ItemClaimed(item_id=item.pk), actor=actor, at=at)
    return item


@action
def release_item(*, actor: Actor, item_id: UUID, at: datetime | None = None) -> ReviewItem:
    """The item, free for others; a supervisor or moderator may free what somebody left behind."""
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
    ground: str = "",
    ground_text: str = "",
    category: str = "",
    facts: str = "",
    at: datetime | None = None,
) -> ReviewItem:
    """The item, judged: the thing is published, kept, removed or called spam, and its author learns why.

    The same judgement twice changes nothing; another one raises AlreadyDecidedError.
    """
    if outcome not in set(Outcome):
        raise InvalidError(fields={"outcome": ["kept, removed, spam or ignored"]})
    item = lock_item(actor, item_id, can_review)
    if not item.is_open:
        if item.outcome == outcome:
            return item
        raise AlreadyDecidedError(outcome=item.outcome)
    me = person_of_actor(actor=actor).pk
    if item.is_claimed_by_another(me):
        raise ClaimedError(claimed_by=str(item.claimed_by_id))
    at, wanted = at or now(), Outcome(outcome)
    item.outcome, item.decided_at, item.decided_by_id = wanted.value, at, me
    item.save(update_fields=["outcome", "decided_at", "decided_by"])
    found = find_thing_of(item)
    if found is not None:
        _carry_out(actor, item, wanted, *found, grounds=Grounds(ground, ground_text, category, facts), at=at)
    _settle_flags(actor, item, _FLAGS[wanted], at=at)
    if wanted in (Outcome.SPAM, Outcome.KEPT):
        learn(item.thing_kind, item.thing_id, f"{item.title}\n{item.text}", is_spam=wanted is Outcome.SPAM, at=at)
    note(actor, "decide", at=at, kind=item.thing_kind, thing_id=item.thing_id, item=item.pk, outcome=wanted.value)
    publish(ItemDecided(item_id=item.pk, lane=item.lane, outcome=wanted.value), actor=actor, at=at)
    return item


def _carry_out(
    actor: Actor, item: ReviewItem, outcome: Outcome, source: ThingSource, thing: FlaggedThing, *, grounds: Grounds, at: datetime
) -> None:
    if outcome in (Outcome.KEPT, Outcome.IGNORED):
        # Held texts are published; of what stands hidden only what this item hid comes back.
        if thing.is_held or item.concealed_at is not None:
            source.restore(actor=actor, thing_id=thing.id, at=at)
        Decision.objects.filter(item=item, measure=Measure.HIDDEN, reversed_at=None).update(
            reversed_at=at, reversed_by_id=reviewer_id(actor)
        )
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
        automatic = item.lane != Lane.FLAGS and item.flag_count == 0
        state_reasons(actor, about, measure, grounds, at=at, item=item, automated_detection=automatic)


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
