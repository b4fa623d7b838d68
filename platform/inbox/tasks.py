"""Celery shells of the inbox: what time alone brings about."""

from typing import Any

from celery import shared_task

from inbox.actions.changing import wake_snoozed as wake
from inbox.actions.folding import fold_tallies
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import tenant_context
from tenants.queries import list_active_tenant_ids


@shared_task(queue="default")
def wake_snoozed(**future: Any) -> None:
    """In every brand: open what was put aside until now, and add the tallies together."""
    for tenant_id in list_active_tenant_ids():
        with tenant_context(tenant_id):
            actor = system_actor(tenant_id)
            while wake(actor=actor, at=now(), most=500) == 500:
                continue
            fold_tallies(actor=actor)
