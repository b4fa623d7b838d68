"""Timed work of accounts."""

from typing import Any

from celery import shared_task

from accounts.housekeeping import forget_what_is_over
from tenants.context import tenant_context
from tenants.queries import list_active_tenant_ids


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """Expired sessions and closed invitations go, tenant by tenant."""
    for tenant_id in list_active_tenant_ids():
        with tenant_context(tenant_id):
            forget_what_is_over()
