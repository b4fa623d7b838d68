"""Hearing hints and lanes over Redis. They may be lost, doubled and reordered; only time is lost by that."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from uuid import UUID

import orjson
import redis
import redis.asyncio
import structlog
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from realtime.announcing import HINT
from realtime.metrics import REDIS_UP

log = structlog.get_logger(__name__)
LANE = "chorus:lane:"
_LONGEST_PAUSE = 5.0
_SILENCE_SECONDS = 15.0

Hear = Callable[[str, UUID, bytes], None]


class Listener:
    """One subscription of this process for all tenants that have sockets here; reconnects with growing pauses."""

    def __init__(self, url: str, hear: Hear, on_connected: Callable[[], None]) -> None:
        self._hear = hear
        self._on_connected = on_connected
        self._tenants: set[UUID] = set()
        # socket_timeout: redis-py's default of 5 s would end an idle subscription.
        # No retry inside redis-py: it would reconnect unseen, and hints lost meanwhile would wait for the tick.
        self._client = redis.asyncio.Redis.from_url(
            url, socket_timeout=None, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0)
        )
        self._pubsub: redis.asyncio.client.PubSub | None = None
        self._task = asyncio.ensure_future(self._run())

    async def add(self, tenant_id: UUID) -> None:
        """Also listen for this tenant."""
        self._tenants.add(tenant_id)
        if self._pubsub is not None:
            # A failure shows in the reader too, which then subscribes to everything anew.
            with contextlib.suppress(redis.RedisError, OSError):
                await self._pubsub.subscribe(*_channels(tenant_id))

    async def drop(self, tenant_id: UUID) -> None:
        """No longer listen for this tenant."""
        self._tenants.discard(tenant_id)
        if self._pubsub is not None:
            with contextlib.suppress(redis.RedisError, OSError):
                await self._pubsub.unsubscribe(*_channels(tenant_id))

    async def send_lane(self, tenant_id: UUID, said: dict[str, str]) -> None:
        """Tell the other processes of a lane; when Redis is away they do not learn of it."""
        with contextlib.suppress(redis.RedisError, OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self._client.publish(f"{LANE}{tenant_id}", orjson.dumps(said))

    async def close(self) -> None:
        """Stop listening."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        await self._client.aclose()

    async def _run(self) -> None:
        pause = 0.1
        while True:
            started = time.monotonic()
            try:
                await self._listen()
            except (redis.RedisError, OSError, TimeoutError) as error:
                log.info("hints_lost", error=str(error))
            finally:
                self._pubsub = None
                REDIS_UP.set(0)
            pause = 0.1 if time.monotonic() - started > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        async with self._client.pubsub() as pubsub:
            subscribed = set(self._tenants)
            await pubsub.subscribe("chorus:hints", *(channel for tenant in subscribed for channel in _channels(tenant)))
            self._pubsub = pubsub
            for tenant_id in self._tenants - subscribed:  # came while the connection was being made
                await pubsub.subscribe(*_channels(tenant_id))
            REDIS_UP.set(1)
            self._on_connected()
            asked = False
            while True:
                message = await pubsub.get_message(timeout=_SILENCE_SECONDS)
                if message is None:
                    # Nothing for a while: a connection that is only half dead does not answer the ping either.
                    if asked:
                        raise TimeoutError("Redis is silent")
                    await pubsub.ping()
                asked = message is None
                if message is not None and message["type"] == "message":
                    self._take(message["channel"].decode(), message["data"])

    def _take(self, channel: str, data: bytes) -> None:
        kind, _, ident = channel.rpartition(":")
        try:
            self._hear(f"{kind}:", UUID(ident), data)
        except ValueError:
            log.info("hint_unreadable", channel=channel)


def _channels(tenant_id: UUID) -> tuple[str, str]:
    return f"{HINT}{tenant_id}", f"{LANE}{tenant_id}"
