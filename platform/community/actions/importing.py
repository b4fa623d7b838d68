"""Starting an import, holding it up, going on with it, taking it back. The work itself is done by community.importers."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from access.policies import authorise
from community.carrying_events import ImportChanged, RunState
from community.models.importing import ImportRun
from community.policies import can_carry_over
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ConflictError, NotFoundError

STEPS: dict[str, tuple[frozenset[str], str]] = {
    "pause": (frozenset({RunState.WAITING, RunState.RUNNING}), RunState.PAUSED),
    "resume": (frozenset({RunState.PAUSED}), RunState.WAITING),
    "retry": (frozenset({RunState.FAILED}), RunState.WAITING),
    "import": (frozenset({RunState.CHECKED}), RunState.WAITING),
    "undo": (frozenset({RunState.PAUSED, RunState.DONE, RunState.FAILED}), RunState.UNDOING),
}
"""What may be done with a run, in which states, and where it leads."""


class NotNowError(ConflictError):
    """The import has gone on since: look again at what can be done with it."""

    code = "import_not_now"
    message = _("The import has gone on since: look again at what can be done with it.")


@action
def start_import(
    *,
    actor: Actor,
    id: UUID,  # noqa: A002 - the client mints it
    format: str,  # noqa: A002 - what the file is, as everywhere
    name: str,
    path: str = "",
    stored: str = "",
    source: str = "",
    is_trial: bool = False,
    at: datetime | None = None,
) -> ImportRun:
    """A run that waits for its first sitting, or the one that this id made before."""
    authorise(actor, can_carry_over)
    made = ImportRun.objects.filter(pk=id).first()
    if made is not None:
        return made
    run = ImportRun.objects.create(
        id=id,
        format=format,
        source=source[:40],
        name=name[:200],
        path=path,
        stored=stored,
        is_trial=is_trial,
        started_by_id=actor.user_id,
        created_at=at or now(),
    )
    publish(ImportChanged(run_id=run.pk, state=RunState(run.state)), actor=actor)
    return run


@action
def steer_import(*, actor: Actor, run_id: UUID, step: str) -> ImportRun:
    """The run after one of STEPS; raises NotNowError when it is not in a state for it. Where it is already, it stays."""
    authorise(actor, can_carry_over)
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or step not in STEPS:
        raise NotFoundError
    before, after = STEPS[step]
    if step == "undo" and run.is_trial:
        raise NotNowError
    if run.state == after:
        return run
    if run.state not in before:
        raise NotNowError
    run.state, run.failure, run.beat_at = RunState(after).value, "", None
    if after != RunState.PAUSED and actor.user_id is not None:
        run.started_by_id = actor.user_id  # from now on it goes on with this one's rights
    if step == "import":
        run.is_trial, run.offset, run.line, run.counts, run.problems, run.problem_count = False, 0, 0, {}, [], 0
    if after != RunState.PAUSED:
        run.finished_at = None
    run.save()
    publish(ImportChanged(run_id=run.pk, state=RunState(run.state)), actor=actor)
    return run
