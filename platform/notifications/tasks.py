"""Celery shells of the notifications."""

from typing import Any
from uuid import UUID

from celery import shared_task

from kernel.actor import system_actor
from kernel.clock import now
from notifications.housekeeping import forget_old_notices
from notifications.mail.digest import plan_digests, send_digests
from notifications.mail.notices import mail_due
from notifications.push.sending import push_due
from tenants.tasks import visit_tenants


@shared_task(queue="mail")
def sweep_notices(**future: Any) -> None:
    """In every brand: mail and push what is due and was not read meanwhile."""
    visit_tenants(_sweep)


@shared_task(queue="mail")
def sweep_digests(**future: Any) -> None:
    """In every brand: the digests whose hour has come."""
    visit_tenants(_digests)


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """Old notices go, tenant by tenant."""
    visit_tenants(lambda _tenant_id: forget_old_notices(at=now()))


def _sweep(tenant_id: UUID) -> None:
    actor, at = system_actor(tenant_id), now()
    push_due(actor=actor, at=at)
    mail_due(actor=actor, at=at)


def _digests(tenant_id: UUID) -> None:
    actor, at = system_actor(tenant_id), now()
    plan_digests(actor=actor, at=at)
    send_digests(actor=actor, at=at)
