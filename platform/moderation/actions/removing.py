"""Taking everything that a spammer wrote out of sight, in stages, and bringing it back."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import actor_for_user_id
from accounts.queries import get_user_info
from events.recording import action, publish
from kernel.actor import STAFF, Actor, Role
from kernel.clock import now
from kernel.errors import NotFoundError
from moderation.actions.reviewing import decide_item
from moderation.actions.stating import Concerned, state_reasons
from moderation.auditing import note, reviewer_id
from moderation.contracts import list_kinds, source_of
from moderation.errors import AlreadyDecidedError, ClaimedError, ProtectedMemberError
from moderation.events import RemovalAdvanced, RemovalStarted, RemovalUndone
from moderation.models.decision import Decision, Measure
from moderation.models.item import Outcome
from moderation.models.removal import Removal, RemovedThing
from moderation.policies import can_advance, can_penalise, reviewed_space_ids
from moderation.queries.queue import reviewable
from moderation.reasons import Grounds
from people.queries import own_account_ids, person_id_of_user

READ_AT_ONCE = 500
STAGE = 50
"""Things in one transaction: long lists neither hold locks for long nor look stuck."""


@action
def remove_contributions(*, actor: Actor, user_id: UUID, facts: str = "", at: datetime | None = None) -> Removal:
    """Everything that the account has in sight, on its way out of it as spam. What waits in the queue is decided too.

    The first stage is done now, the rest follows by itself; `undo_removal` brings all of it back at any time.
    """
    authorise(actor, can_penalise)
    at, info = at or now(), get_user_info(user_id)
    if info.role in STAFF or info.role == Role.MODERATOR:
        raise ProtectedMemberError
    person_id = person_id_of_user(user_id)
    if person_id is None:
        raise NotFoundError
    running = Removal.objects.filter(user_id=user_id, undone_at=None, finished_at=None).first()
    if running is not None:
        return running
    things = [(kind, thing_id) for kind in list_kinds() for thing_id in _everything(actor, kind, person_id)]
    decision = state_reasons(
        actor, Concerned(person_id, "member", person_id, info.name), Measure.PURGED, Grounds(facts=facts), at=at
    )
    moderator_id = reviewer_id(actor)
    assert moderator_id is not None
    removal = Removal(
        person_id=person_id, user_id=user_id, decision=decision, removed_by_id=moderator_id, at=at, total=len(things)
    )
    removal.save(force_insert=True)
    RemovedThing.objects.bulk_create(
        [RemovedThing(removal=removal, thing_kind=kind, thing_id=thing_id) for kind, thing_id in things], batch_size=500
    )
    for item_id in reviewable(actor).open().filter(author_id=person_id).values_list("pk", flat=True).order_by("pk"):
        _decide(actor, item_id, at=at)
    note(actor, "remove_contributions", at=at, kind="member", thing_id=person_id, removal=removal.pk, total=len(things))
    publish(RemovalStarted(removal_id=removal.pk), actor=actor, at=at)
    _stage(actor, removal, at=at)
    return removal


@action
def advance_removal(*, actor: Actor, removal_id: UUID, at: datetime | None = None) -> Removal:
    """Another stage. Asks again whether the moderator who began it may still do so; if not, it ends where it stands."""
    authorise(actor, can_advance)
    removal = _locked(removal_id)
    at = at or now()
    if removal.finished_at is not None:
        return removal
    if removal.undone_at is not None:
        _return(actor, removal, at=at)
        return removal
    moderator = _moderator(removal)
    if moderator is None:
        removal.finished_at = at
        removal.save(update_fields=["finished_at"])
        note(actor, "removal_stopped", at=at, kind="member", thing_id=removal.person_id, removal=removal.pk, done=removal.done)
        return removal
    _stage(moderator, removal, at=at)
    return removal


@action
def undo_removal(*, actor: Actor, removal_id: UUID, at: datetime | None = None) -> Removal:
    """What the removal hid, on its way back into sight; what was hidden before it stays so."""
    authorise(actor, can_penalise)
    removal = _locked(removal_id)
    if removal.undone_at is not None:
        return removal
    at = at or now()
    removal.undone_at, removal.undone_by_id = at, reviewer_id(actor)
    removal.finished_at = None
    removal.save(update_fields=["undone_at", "undone_by", "finished_at"])
    Decision.objects.filter(pk=removal.decision_id, reversed_at=None).update(reversed_at=at, reversed_by_id=removal.undone_by_id)
    note(actor, "undo_removal", at=at, kind="member", thing_id=removal.person_id, removal=removal.pk)
    publish(RemovalUndone(removal_id=removal.pk), actor=actor, at=at)
    _return(actor, removal, at=at)
    return removal


def _everything(actor: Actor, kind: str, person_id: UUID) -> list[UUID]:
    """What of this person's is the moderator's to judge: nothing in spaces that they may not read."""
    source = source_of(kind)
    ids = list(source.by_author(person_id)) if source is not None else []
    if source is None or not ids or actor.is_staff:
        return ids
    spaces, found = reviewed_space_ids(actor), list[UUID]()
    for start in range(0, len(ids), READ_AT_ONCE):
        part = ids[start : start + READ_AT_ONCE]
        things = source.find(part)
        found += [key for key in part if key in things and (things[key].space_id is None or things[key].space_id in spaces)]
    return found


def _decide(actor: Actor, item_id: UUID, *, at: datetime) -> None:
    try:
        decide_item(actor=actor, item_id=item_id, outcome=Outcome.SPAM, is_any_text=True, at=at)
    except (AlreadyDecidedError, ClaimedError):
        return  # the text goes all the same; a colleague who works on the item finds it hidden


def _locked(removal_id: UUID) -> Removal:
    removal = Removal.objects.select_for_update(of=("self",)).filter(pk=removal_id).first()
    if removal is None:
        raise NotFoundError
    return removal


def _moderator(removal: Removal) -> Actor | None:
    """The one who began it, with today's rights; None when these do not reach any more."""
    actors = (actor_for_user_id(user_id) for user_id in own_account_ids([removal.removed_by_id]))
    return next((actor for actor in actors if can_penalise(actor)), None)


def _stage(actor: Actor, removal: Removal, *, at: datetime) -> None:
    rows = list(RemovedThing.objects.filter(removal=removal, hidden_at=None).order_by("pk")[:STAGE])
    for row in rows:
        source = source_of(row.thing_kind)
        thing = source.find([row.thing_id]).get(row.thing_id) if source is not None else None
        if source is None or thing is None or (thing.is_hidden and not thing.is_held):
            row.delete()  # gone or hidden by somebody else meanwhile: not ours to bring back
            continue
        source.hide(actor=actor, thing_id=row.thing_id, why="spam", at=at)
        row.hidden_at = at
        row.save(update_fields=["hidden_at"])
    removal.done = RemovedThing.objects.filter(removal=removal, hidden_at__isnull=False).count()
    if not RemovedThing.objects.filter(removal=removal, hidden_at=None).exists():
        removal.finished_at, removal.total = at, removal.done
    removal.save(update_fields=["done", "total", "finished_at"])
    publish(RemovalAdvanced(removal_id=removal.pk, done=removal.done, total=removal.total), actor=actor, at=at)


def _return(actor: Actor, removal: Removal, *, at: datetime) -> None:
    RemovedThing.objects.filter(removal=removal, hidden_at=None).delete()
    rows = list(RemovedThing.objects.filter(removal=removal).order_by("pk")[:STAGE])
    for row in rows:
        source = source_of(row.thing_kind)
        if source is not None:
            source.restore(actor=actor, thing_id=row.thing_id, at=at)
    RemovedThing.objects.filter(pk__in=[row.pk for row in rows]).delete()
    removal.done = RemovedThing.objects.filter(removal=removal).count()
    if not removal.done:
        removal.finished_at = at
    removal.save(update_fields=["done", "finished_at"])
    publish(RemovalAdvanced(removal_id=removal.pk, done=removal.done, total=removal.total), actor=actor, at=at)
