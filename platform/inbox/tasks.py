"""Celery shells of the inbox: what time alone brings about."""

from typing import Any
from uuid import UUID

from celery import shared_task

from inbox.actions.changing import wake_snoozed as wake
from inbox.actions.folding import fold_tallies
from kernel.actor import system_actor
from kernel.clock import now
from tenants.tasks import visit_tenants

BATCH = 500


@shared_task(queue="default")
def wake_snoozed(**future: Any) -> None:
    """In every brand: open what was put aside until now, and add the tallies together."""
    visit_tenants(_tend)


def _tend(tenant_id: UUID) -> None:
    actor = system_actor(tenant_id)
    while wake(actor=actor, at=now(), most=BATCH) == BATCH:
        continue
    fold_tallies(actor=actor)
