"""Saying "this tenant's log has grown" after a commit, from whatever thread or process.

Imported by every process, so it knows nothing of servers and sockets.
"""

import asyncio
import time
from collections.abc import Callable
from uuid import UUID
from weakref import WeakKeyDictionary

import redis
import structlog
from django.conf import settings

log = structlog.get_logger(__name__)
HINT = "chorus:hint:"
_QUIET_SECONDS = 1.0

Wake = Callable[[UUID, int], None]
_here: WeakKeyDictionary[asyncio.AbstractEventLoop, Wake] = WeakKeyDictionary()


class Publisher:
    """Sends hints from the threads and workers that commit. While Redis is away it tries once a second, not each time."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
        self._quiet_until = 0.0

    def hint(self, tenant_id: UUID, head: int) -> None:
        """Say that the tenant's log reaches `head`."""
        if time.monotonic() < self._quiet_until:
            return
        try:
            self._client.publish(f"{HINT}{tenant_id}", b"%d" % head)
        except redis.RedisError:
            self._quiet_until = time.monotonic() + _QUIET_SECONDS
            log.info("hints_unavailable")


_publisher = Publisher(settings.CHORUS.redis_url)


def wake_here_with(loop: asyncio.AbstractEventLoop, wake: Wake) -> None:
    """Also call `wake(tenant_id, head)` on this loop after each commit in this process."""
    _here[loop] = wake


def announce(tenant_id: UUID, head: int, types: frozenset[str]) -> None:
    """Wake the sockets of this process at once and those of others over Redis."""
    for loop, wake in list(_here.items()):
        if not loop.is_closed():
            loop.call_soon_threadsafe(wake, tenant_id, head)
    _publisher.hint(tenant_id, head)
