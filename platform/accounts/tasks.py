"""Timed work of accounts."""

from typing import Any

from celery import shared_task

from accounts.housekeeping import forget_what_is_over
from tenants.tasks import visit_tenants


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """Expired sessions and closed invitations go, tenant by tenant."""
    visit_tenants(lambda _tenant_id: forget_what_is_over())
