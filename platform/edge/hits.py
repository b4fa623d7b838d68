"""Counting deliveries of kept pages: noted here, handed on a few seconds' worth at a time."""

from collections import Counter, defaultdict
from uuid import UUID

import structlog
from django.db import Error, connection

from kernel.public_pages import hit_counter
from tenants.context import tenant_context

log = structlog.get_logger(__name__)
FLUSH_SECONDS = 5.0
Noted = dict[tuple[UUID, str], Counter[UUID]]


class Hits:
    """Those not handed on yet; a process that is killed forgets five seconds of them."""

    def __init__(self) -> None:
        self._noted: Noted = defaultdict(Counter)

    def note(self, tenant_id: UUID, counted: tuple[str, UUID]) -> None:
        """One more delivery."""
        self._noted[tenant_id, counted[0]][counted[1]] += 1

    def take(self) -> Noted:
        """All that was noted, which is then forgotten."""
        noted, self._noted = self._noted, defaultdict(Counter)
        return noted


def hand_on(noted: Noted) -> None:
    """Give the counts to those who keep them; runs in a thread."""
    for (tenant_id, kind), counts in noted.items():
        counter = hit_counter(kind)
        if counter is None:
            continue
        try:
            with tenant_context(tenant_id):
                counter(counts)
        except Error:
            # Counts are no facts: some may be missed.
            log.warning("hits_lost", kind=kind, exc_info=True)
            connection.close()
