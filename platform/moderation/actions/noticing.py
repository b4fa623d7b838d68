"""Decisions that were made on the topic's page instead of in the queue: they need their statement too."""

from datetime import datetime
from uuid import UUID

from community.queries.written import posts_by_id, reason_given
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from moderation.actions.finding import find_thing
from moderation.actions.reversing import reverse_decision
from moderation.actions.reviewing import decide_item
from moderation.actions.stating import concerned_by, state_reasons
from moderation.auditing import note, own_person_id
from moderation.errors import ClaimedError, OwnJudgementError
from moderation.models.decision import Decision, Measure
from moderation.models.item import Lane, Outcome, ReviewItem
from moderation.policies import reviews_space
from moderation.reasons import Grounds


@action
def note_hidden_by_hand(*, actor: Actor, kind: str, thing_id: UUID, at: datetime | None = None) -> None:
    """A statement of reasons for what a moderator hid on its page; what waited about it in the queue is decided with it."""
    try:
        _source, thing = find_thing(kind, thing_id)
    except NotFoundError:
        return
    if not actor.is_authenticated or not reviews_space(actor, thing.space_id):
        return
    me = own_person_id(actor)
    if thing.author_id is None or thing.author_id == me:
        return  # hiding one's own text is no measure against anybody
    at = at or now()
    reason = reason_given(topic_id=_topic_id(thing.kind, thing.id, thing_id), post_id=thing.id if thing.kind == "post" else None)
    waiting = ReviewItem.objects.open().filter(thing_kind=thing.kind, thing_id=thing.id).first()
    if waiting is not None:
        try:
            decide_item(
                actor=actor, item_id=waiting.pk, outcome=Outcome.REMOVED, grounds=Grounds(facts=reason), is_any_text=True, at=at
            )
            return
        except ClaimedError:
            pass  # a colleague is at it: the statement stands by itself, the colleague finds the text hidden
    about = concerned_by(thing)
    if about is not None and not _stated(thing.kind, thing.id, at):
        state_reasons(actor, about, Measure.REMOVED, Grounds(facts=reason), at=at)
        note(actor, "hide", at=at, kind=thing.kind, thing_id=thing.id)


@action
def note_restored_by_hand(*, actor: Actor, kind: str, thing_id: UUID, at: datetime | None = None) -> None:
    """What a moderator brought back on its page: the decisions against it are reversed."""
    try:
        _source, thing = find_thing(kind, thing_id)
    except NotFoundError:
        return
    if not actor.is_authenticated or not reviews_space(actor, thing.space_id):
        return
    at = at or now()
    _settle(actor, thing.kind, thing.id, at)
    rows = Decision.objects.filter(thing_kind=thing.kind, thing_id=thing.id, reversed_at=None, at__lte=at)
    for decision in rows.order_by("at", "pk"):
        reverse_decision(actor, decision, at=at)


def _settle(actor: Actor, kind: str, thing_id: UUID, at: datetime) -> None:
    """Whoever brings back what waited for a judgement has judged it."""
    waiting = ReviewItem.objects.open().filter(thing_kind=kind, thing_id=thing_id, created_at__lte=at).first()
    if waiting is None or not (waiting.concealed_at is not None or waiting.lane == Lane.APPROVAL):
        return
    try:
        decide_item(actor=actor, item_id=waiting.pk, outcome=Outcome.KEPT, is_any_text=True, at=at)
    except (ClaimedError, OwnJudgementError):
        return  # a colleague is at it, or has to be


def _topic_id(kind: str, found_id: UUID, given_id: UUID) -> UUID:
    if kind == "topic":
        return found_id
    return posts_by_id([given_id])[given_id].topic_id


def _stated(kind: str, thing_id: UUID, at: datetime) -> bool:
    """Whether the same deed was written down before: subscribers may be called twice."""
    return Decision.objects.filter(thing_kind=kind, thing_id=thing_id, measure=Measure.REMOVED, at=at).exists()
