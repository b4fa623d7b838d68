"""Celery shells of recognition: catching up in small steps, and the night's round."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task

from kernel.actor import system_actor
from kernel.clock import now
from recognition.actions.catching_up import NIGHTLY, catch_up_step, request_catch_up
from recognition.actions.nightly import count_missed_reading
from tenants.tasks import visit_tenants

STEPS_PER_VISIT = 20


@shared_task(queue="default")
def catch_up(**future: Any) -> None:
    """In every brand: a few steps of what was asked for, so that a large brand holds up no other."""
    visit_tenants(_catch_up)


@shared_task(queue="default")
def review_everybody(**future: Any) -> None:
    """In every brand: count yesterday's last reading, then look at all levels and badges again."""
    visit_tenants(_review)


def _catch_up(tenant_id: UUID) -> None:
    for _ in range(STEPS_PER_VISIT):
        if not catch_up_step(actor=system_actor(tenant_id)):
            return


def _review(tenant_id: UUID) -> None:
    actor = system_actor(tenant_id)
    count_missed_reading(actor=actor, on=(now() - timedelta(days=1)).date())
    request_catch_up(actor=actor, parts=NIGHTLY)
