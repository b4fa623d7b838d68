"""Celery shells of the flows."""

from typing import Any

import structlog
from celery import shared_task

from flows.sweeping import escalate_unanswered
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import tenant_context
from tenants.queries import list_active_tenant_ids

log = structlog.get_logger(__name__)


@shared_task(queue="default")
def sweep_unanswered_topics(**future: Any) -> None:
    """Visit every brand in its own context; one that fails does not hold up the others."""
    for tenant_id in list_active_tenant_ids():
        with tenant_context(tenant_id):
            try:
                escalate_unanswered(actor=system_actor(tenant_id), at=now())
            except Exception:
                log.exception("escalation_sweep_failed", tenant_id=str(tenant_id))
