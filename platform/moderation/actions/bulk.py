"""One judgement over many items, in batches that anybody can watch and undo."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import actor_for_user_id
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import DomainError, InvalidError, NotFoundError
from moderation.actions.reopening import reopen_item
from moderation.actions.reviewing import decide_item
from moderation.auditing import note, own_person_id
from moderation.errors import AlreadyDecidedError, NothingChosenError
from moderation.events import RunAdvanced, RunStarted, RunUndone
from moderation.models.item import Outcome, ReviewItem
from moderation.models.run import BulkRun, BulkStep
from moderation.policies import can_advance, can_open_queue
from moderation.queries.queue import QueueFilter, item_ids
from moderation.reasons import Grounds
from people.actions import person_of_actor

BATCH = 25
MOST = 20_000


@action
def start_run(
    *,
    actor: Actor,
    outcome: str,
    item_ids_chosen: Sequence[UUID] = (),
    everything_in: QueueFilter | None = None,
    ground: str = "",
    ground_text: str = "",
    category: str = "",
    facts: str = "",
    at: datetime | None = None,
) -> BulkRun:
    """A run over the chosen items, or over everything that a filter shows now. The first batch is done at once.

    Items that the actor may not review are not part of it; each is asked about again when its turn comes.
    """
    authorise(actor, can_open_queue)
    if outcome not in set(Outcome):
        raise InvalidError.choose("outcome", Outcome)
    only = None if everything_in else item_ids_chosen
    ids = item_ids(actor, everything_in or QueueFilter(), only=only, most=MOST, me=own_person_id(actor))
    if not ids or actor.user_id is None:
        raise NothingChosenError
    at = at or now()
    run = BulkRun(
        outcome=Outcome(outcome).value,
        grounds={"ground": ground, "ground_text": ground_text, "category": category, "facts": facts},
        started_by=person_of_actor(actor=actor),
        user_id=actor.user_id,
        at=at,
        total=len(ids),
    )
    run.save(force_insert=True)
    BulkStep.objects.bulk_create([BulkStep(run=run, item_id=item_id) for item_id in ids], batch_size=1_000)
    note(actor, "bulk", at=at, run=run.pk, outcome=run.outcome, total=run.total)
    publish(RunStarted(run_id=run.pk), actor=actor, at=at)
    _batch(actor, run, at=at)
    return run


@action
def advance_run(*, actor: Actor, run_id: UUID, at: datetime | None = None) -> BulkRun:
    """The next batch, decided by the one who began the run with the rights that this person has now."""
    authorise(actor, can_advance)
    run = BulkRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None:
        raise NotFoundError
    if run.finished_at is None:
        _batch(actor_for_user_id(run.user_id), run, at=at or now())
    elif run.undone_at is not None and run.undone_by_user_id is not None:
        _undo_batch(actor_for_user_id(run.undone_by_user_id), run, at=at or now())
    return run


@action
def undo_run(*, actor: Actor, run_id: UUID, at: datetime | None = None) -> BulkRun:
    """The run, taken back: what it decided waits in the queue again, and what it had not reached stays there.

    For whoever began it, and for supervisors. Permission is asked again for each item; what was appealed or taken back
    meanwhile stays as it is, and so does what others judged. The second time changes nothing.
    """
    authorise(actor, can_open_queue)
    run = BulkRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or actor.user_id is None or not (actor.is_supervisor or run.user_id == actor.user_id):
        raise NotFoundError
    if run.undone_at is not None:
        return run
    at = at or now()
    run.undone_at, run.undone_by, run.undone_by_user_id = at, person_of_actor(actor=actor), actor.user_id
    run.finished_at = run.finished_at or at
    run.save(update_fields=["undone_at", "undone_by", "undone_by_user_id", "finished_at"])
    note(actor, "undo_bulk", at=at, run=run.pk, outcome=run.outcome, done=run.done)
    _undo_batch(actor, run, at=at)
    return run


def _undo_batch(actor: Actor, run: BulkRun, *, at: datetime) -> None:
    decided = BulkStep.objects.filter(run=run, done_at__isnull=False, problem="", undone_at=None)
    for step in decided.order_by("pk")[:BATCH]:
        try:
            _refuse_others_judgement(run, step)
            reopen_item(actor=actor, item_id=step.item_id, at=at)
        except DomainError as problem:
            step.problem = problem.code[:40]
        else:
            run.undone += 1
        step.undone_at = at
        step.save(update_fields=["undone_at", "problem"])
    run.save(update_fields=["undone"])
    publish(RunUndone(run_id=run.pk, left=decided.count()), actor=actor, at=at)


def _refuse_others_judgement(run: BulkRun, step: BulkStep) -> None:
    """What was judged before the run came to it, or once more after somebody took it back, is not the run's to undo."""
    item = ReviewItem.objects.select_for_update(of=("self",)).get(pk=step.item_id)
    if item.decided_at is not None and (item.decided_at, item.decided_by_id) != (step.done_at, run.started_by_id):
        raise AlreadyDecidedError(outcome=item.outcome)


def _batch(actor: Actor, run: BulkRun, *, at: datetime) -> None:
    steps = list(BulkStep.objects.filter(run=run, done_at=None).order_by("pk")[:BATCH])
    for step in steps:
        try:
            decide_item(actor=actor, item_id=step.item_id, outcome=run.outcome, grounds=Grounds(**run.grounds), at=at)
        except DomainError as problem:
            step.problem = problem.code[:40]
            run.failed += 1
        else:
            run.done += 1
        step.done_at = at
        step.save(update_fields=["done_at", "problem"])
    if not BulkStep.objects.filter(run=run, done_at=None).exists():
        run.finished_at = at
    run.save(update_fields=["done", "failed", "finished_at"])
    publish(RunAdvanced(run_id=run.pk, done=run.done, failed=run.failed, total=run.total), actor=actor, at=at)
