"""Celery shells of uploads and previews."""

from typing import Any
from uuid import UUID

from celery import shared_task

from files.actions.removing import remove_orphans
from files.reading import read_linked_page, read_waiting_pages
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import require_tenant_id
from tenants.tasks import visit_tenants

BATCH = 200


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """In every brand: remove uploads that were never used."""
    visit_tenants(_tend)


@shared_task(queue="default", soft_time_limit=60, time_limit=90)
def read_preview(*, preview_id: str, **future: Any) -> None:
    """Read one linked page."""
    read_linked_page(actor=system_actor(require_tenant_id()), preview_id=UUID(preview_id))


@shared_task(queue="default")
def sweep_previews(**future: Any) -> None:
    """In every brand: read pages whose task was lost."""
    visit_tenants(lambda tenant_id: read_waiting_pages(actor=system_actor(tenant_id)))


def _tend(tenant_id: UUID) -> None:
    while remove_orphans(actor=system_actor(tenant_id), at=now(), most=BATCH) == BATCH:
        continue
