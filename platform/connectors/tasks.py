"""Celery shells of the connectors."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task

from connectors.housekeeping import forget_old_mail
from connectors.intake.imap import poll_mailbox
from connectors.processing import process_waiting
from connectors.sending import send_due, send_mail
from connectors.translating import translate_wanted
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import current_tenant_id
from tenants.tasks import visit_tenants

LATE = timedelta(seconds=20)


@shared_task(queue="mail")
def deliver_mail(*, mail_id: str, **future: Any) -> None:
    """Hand one letter to the mail server."""
    tenant_id = current_tenant_id()
    if tenant_id is not None:
        send_mail(actor=system_actor(tenant_id), mail_id=UUID(mail_id), at=now())


@shared_task(queue="mail")
def sweep_mail(**future: Any) -> None:
    """In every brand: what a lost hint left behind, and what waited for another try."""
    visit_tenants(_sweep)


@shared_task(queue="mail")
def fetch_mail(**future: Any) -> None:
    """Empty the mailbox that replies go to, when there is one."""
    poll_mailbox()


@shared_task(queue="default")
def housekeep(**future: Any) -> None:
    """Old letters and expired addresses go, tenant by tenant."""
    visit_tenants(lambda _tenant_id: forget_old_mail(at=now()))


def _sweep(tenant_id: UUID) -> None:
    actor = system_actor(tenant_id)
    # A letter of the last seconds has a task of its own on its way.
    send_due(actor=actor, at=now() - LATE)
    process_waiting(actor=actor, at=now())


@shared_task(queue="default")
def translate_now(**future: Any) -> None:
    """What readers of this brand asked a machine to translate."""
    tenant_id = current_tenant_id()
    if tenant_id is not None:
        translate_wanted(actor=system_actor(tenant_id), at=now())


@shared_task(queue="default")
def sweep_translations(**future: Any) -> None:
    """In every brand: what a lost hint left behind, and what waited for another try."""
    visit_tenants(_translate)


def _translate(tenant_id: UUID) -> None:
    translate_wanted(actor=system_actor(tenant_id), at=now())
