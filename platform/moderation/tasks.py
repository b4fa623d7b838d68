"""Celery shells of moderation."""

from typing import Any
from uuid import UUID

from celery import shared_task

from kernel.actor import system_actor
from kernel.clock import now
from moderation.actions.tidying import tidy
from moderation.actions.warning import warn_of_deadlines
from tenants.tasks import visit_tenants


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """In every brand: forget screened addresses and texts whose time is over."""
    visit_tenants(_tidy)


@shared_task(queue="default")
def warn(**future: Any) -> None:
    """In every brand: tell reviewers of what is due soon."""
    visit_tenants(_warn)


def _warn(tenant_id: UUID) -> None:
    warn_of_deadlines(actor=system_actor(tenant_id), at=now())


def _tidy(tenant_id: UUID) -> None:
    tidy(actor=system_actor(tenant_id), at=now())
