"""Timed work of accounts."""

from time import monotonic
from typing import Any
from uuid import UUID

from celery import shared_task

from accounts.actions.erasing import carry_out_erasure
from accounts.actions.exporting import advance_export, drop_old_exports
from accounts.housekeeping import forget_what_is_over
from accounts.queries import list_due_erasures, list_open_exports
from kernel.actor import system_actor
from kernel.clock import now
from tenants.tasks import visit_tenants


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """Expired sessions and closed invitations go, tenant by tenant."""
    visit_tenants(lambda _tenant_id: forget_what_is_over())


SITTING = 20.0
"""Seconds that a worker spends on one brand's exports before it looks at others."""


@shared_task(queue="default")
def write_exports(**future: Any) -> None:
    """In every brand: go on with the archives that members asked for."""
    visit_tenants(_write_exports)


@shared_task(queue="default")
def carry_out_erasures(**future: Any) -> None:
    """In every brand: forget the members whose days of grace are over."""
    visit_tenants(_erase)


def _write_exports(tenant_id: UUID) -> None:
    actor, end = system_actor(tenant_id), monotonic() + SITTING
    drop_old_exports(actor=actor, at=now())
    for export_id in list_open_exports():
        while monotonic() < end and advance_export(actor=actor, export_id=export_id, at=now()):
            pass


def _erase(tenant_id: UUID) -> None:
    for erasure_id in list_due_erasures(now()):
        carry_out_erasure(actor=system_actor(tenant_id), erasure_id=erasure_id, at=now())
