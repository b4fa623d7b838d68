"""Prometheus metrics of the durable subscribers, asked of the database when somebody looks; no label holds a tenant."""

from collections.abc import Iterator

import structlog
from django.db import DatabaseError, connection
from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from events.subscribers import list_subscribers

log = structlog.get_logger(__name__)
_MEANINGS = {
    "chorus_events_behind": "Events that a durable subscriber has still to pass, over all tenants",
    "chorus_events_failing": "Tenants in which a durable subscriber failed at its next event and waits to try again",
    "chorus_events_parked": "Events that a durable subscriber gave up on and that no operator has settled",
}


class Backlog(Collector):
    """Every web process gives the same figures: take the largest, not the sum."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges by subscriber; none while the database is away, which `/readyz` tells."""
        names = [subscriber.name for subscriber in list_subscribers()]
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT subscriber, behind, failing, parked FROM events_backlog(%s)", [names])
                rows = cursor.fetchall()
        except DatabaseError as error:
            log.warning("backlog_unknown", error=str(error))
            return
        for place, (name, meaning) in enumerate(_MEANINGS.items(), start=1):
            gauge = GaugeMetricFamily(name, meaning, labels=["subscriber"])
            for row in rows:
                gauge.add_metric([row[0]], row[place])
            yield gauge

    def describe(self) -> list[GaugeMetricFamily]:
        """The names, so that registering asks no database."""
        return [GaugeMetricFamily(name, meaning, labels=["subscriber"]) for name, meaning in _MEANINGS.items()]


def expose_backlog() -> None:
    """Add the gauges to this process's metrics; called once, when the app is ready."""
    REGISTRY.register(Backlog())
