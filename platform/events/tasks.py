"""Celery shells of the log: drain after a commit, sweep for what a crash left, prune."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import connection

from events.drain import drain
from events.subscribers import get_subscriber, list_subscribers
from kernel.clock import now


@shared_task(queue="events")
def drain_subscriber(*, tenant_id: str, subscriber: str, **future: Any) -> None:
    """Bring one subscriber of one tenant up to the head."""
    found = get_subscriber(subscriber)
    if found is not None:
        drain(found, UUID(tenant_id))


@shared_task(queue="events")
def sweep(**future: Any) -> None:
    """Send a drain for every subscriber that is behind; repairs lost hints, dead workers and a broker that was away."""
    names = [subscriber.name for subscriber in list_subscribers()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id, subscriber FROM events_behind(%s)", [names])
        behind = cursor.fetchall()
    for tenant_id, subscriber in behind:
        send_drain(tenant_id, subscriber)


@shared_task(queue="events")
def housekeep(**future: Any) -> None:
    """Make the coming weeks' partitions and drop those past retention, unless a durable subscriber still has to read them."""
    before = now() - timedelta(days=settings.CHORUS.event_retention_days)
    readers = [subscriber.name for subscriber in list_subscribers()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT events_ensure_partitions(4)")
        cursor.execute("SELECT events_prune(%s, %s)", [before, readers])


def send_drain(tenant_id: UUID, subscriber: str) -> None:
    """Queue a drain with the tenant in its header (the log itself knows tenants only as values)."""
    drain_subscriber.apply_async(
        kwargs={"tenant_id": str(tenant_id), "subscriber": subscriber}, headers={"chorus_tenant": str(tenant_id)}
    )
