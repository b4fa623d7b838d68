"""Celery shells of moderation."""

from typing import Any
from uuid import UUID

from celery import shared_task

from kernel.actor import system_actor
from kernel.clock import now
from moderation.actions.tidying import tidy
from tenants.tasks import visit_tenants


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """In every brand: forget screened addresses and texts whose time is over."""
    visit_tenants(_tidy)


def _tidy(tenant_id: UUID) -> None:
    tidy(actor=system_actor(tenant_id), at=now())
