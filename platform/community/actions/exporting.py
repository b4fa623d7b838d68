"""Asking for an export of everything, and fetching it. The work itself is done by community.exporters."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from community.carrying_events import ExportChanged, ExportStep
from community.models.exporting import OPEN, ExportRun, ExportState
from community.policies import can_carry_over
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError


@action
def start_export(*, actor: Actor, id: UUID, at: datetime | None = None) -> ExportRun:  # noqa: A002 - the client mints it
    """An export that waits for a worker; the one that is under way when there is one."""
    authorise(actor, can_carry_over)
    known = ExportRun.objects.filter(pk=id).first() or ExportRun.objects.filter(state__in=OPEN).first()
    if known is not None:
        return known
    run = ExportRun.objects.create(id=id, started_by_id=actor.user_id, created_at=at or now())
    publish(ExportChanged(export_id=run.pk, state=ExportStep(run.state)), actor=actor)
    return run


@action
def fetch_export(*, actor: Actor, export_id: UUID, at: datetime | None = None) -> ExportRun:
    """The finished export, with a note in the log of who took everything; raises NotFoundError once it has expired."""
    authorise(actor, can_carry_over)
    at = at or now()
    run = ExportRun.objects.filter(pk=export_id, state=ExportState.DONE.value, expires_at__gt=at).first()
    if run is None:
        raise NotFoundError
    run.fetched_at = at
    run.save(update_fields=["fetched_at"])
    publish(ExportChanged(export_id=run.pk, state=ExportStep.FETCHED), actor=actor, at=at)
    return run
