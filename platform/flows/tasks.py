"""Celery shells of the flows."""

from typing import Any
from uuid import UUID

from celery import shared_task

from flows.sweeping import escalate_unanswered
from kernel.actor import system_actor
from kernel.clock import now
from tenants.tasks import visit_tenants


@shared_task(queue="default")
def sweep_unanswered_topics(**future: Any) -> None:
    """In every brand: take up what nobody helped with in time."""
    visit_tenants(_escalate)


def _escalate(tenant_id: UUID) -> None:
    escalate_unanswered(actor=system_actor(tenant_id), at=now())
