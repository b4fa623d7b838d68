"""All feeds of one process, on its event loop."""

import asyncio
import contextlib
from uuid import UUID
from weakref import WeakKeyDictionary

import orjson
import structlog
from django.conf import settings

from events.log import open_head, read_heads
from kernel.ids import uuid7
from realtime import limits
from realtime.announcing import HINT, wake_here_with
from realtime.database import in_rights, in_tail
from realtime.feed import Feed
from realtime.hints import Listener
from realtime.member import Member
from realtime.rights import list_lost_sessions

log = structlog.get_logger(__name__)
_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()


def get_hub() -> "Hub":
    """The hub of the running event loop, made on first use."""
    loop = asyncio.get_running_loop()
    hub = _hubs.get(loop)
    if hub is None:
        hub = _hubs[loop] = Hub()
        wake_here_with(loop, hub.hint)
    return hub


class Hub:
    """Opens a feed per tenant with sockets, wakes it on hints, and every two seconds in case a hint was lost."""

    def __init__(self) -> None:
        self.id = uuid7().hex
        self._feeds: dict[UUID, Feed] = {}
        self._opening = asyncio.Lock()
        self._listener = Listener(settings.CHORUS.redis_url, self._hear, self._wake_all)
        self._task = asyncio.ensure_future(self._tick())

    async def feed_of(self, tenant_id: UUID) -> Feed:
        """The tenant's feed, opened at the log's present end when it is not open yet."""
        feed = self._feeds.get(tenant_id)
        if feed is not None:
            feed.idle_ticks = 0
            return feed
        async with self._opening:
            feed = self._feeds.get(tenant_id)
            if feed is None:
                head = await in_tail(tenant_id, open_head, tenant_id)
                feed = self._feeds[tenant_id] = Feed(tenant_id, head)
                await self._listener.add(tenant_id)
        return feed

    def hint(self, tenant_id: UUID, head: int) -> None:
        """The tenant's log may reach `head`."""
        feed = self._feeds.get(tenant_id)
        if feed is not None:
            feed.hint(head)

    async def tell_lane(self, member: Member, topic: str, state: str) -> None:
        """Show a member's state here and to the other processes."""
        feed = self._feeds[member.tenant_id]
        said = {"from": self.id, "topic": topic, "user": str(member.user_id), "name": member.name, "state": state}
        feed.lanes.hear(topic, said["user"], said["name"], state)
        await self._listener.send_lane(member.tenant_id, said)

    async def close(self) -> None:
        """End every task of this hub."""
        _hubs.pop(asyncio.get_running_loop(), None)
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        await self._listener.close()
        for feed in self._feeds.values():
            feed.close()

    def _hear(self, kind: str, tenant_id: UUID, data: bytes) -> None:
        if kind == HINT:
            self.hint(tenant_id, int(data))
            return
        feed = self._feeds.get(tenant_id)
        said = orjson.loads(data)
        if feed is not None and said["from"] != self.id:
            feed.lanes.hear(said["topic"], said["user"], said["name"], said["state"])

    def _wake_all(self) -> None:
        """After a gap in the subscription: look at every log once."""
        for feed in self._feeds.values():
            feed.hint(feed.seq + 1)

    async def _tick(self) -> None:
        count = 0
        while True:
            await asyncio.sleep(limits.TICK_SECONDS)
            count += 1
            try:
                await self._compare_heads()
                for feed in list(self._feeds.values()):
                    feed.lanes.sweep()
                    if count % limits.SKIP_TICKS == 0:
                        feed.send_skips()
                    if count % limits.SESSION_TICKS == 0:
                        await self._check_sessions(feed)
                    await self._close_when_idle(feed)
            except Exception:  # whatever is away now may be back at the next tick
                log.warning("tick_failed", exc_info=True)

    async def _compare_heads(self) -> None:
        before = {tenant_id: feed.seq for tenant_id, feed in self._feeds.items()}
        if not before:
            return
        for tenant_id, head in (await in_tail(None, read_heads, list(before))).items():
            feed = self._feeds.get(tenant_id)
            if feed is not None:
                feed.compare(head, before[tenant_id])

    async def _check_sessions(self, feed: Feed) -> None:
        """Signing out deletes the session without an event: those sockets are checked, and closed by that."""
        keys = {member.session_key for member in feed.members if member.session_key and member.user_id is not None}
        if not keys:
            return
        lost = await in_rights(feed.tenant_id, list_lost_sessions, keys)
        for member in [member for member in feed.members if member.session_key in lost and member.user_id is not None]:
            feed.recheck(member)

    async def _close_when_idle(self, feed: Feed) -> None:
        feed.idle_ticks = 0 if feed.members else feed.idle_ticks + 1
        if feed.idle_ticks > limits.IDLE_TICKS:
            self._feeds.pop(feed.tenant_id, None)
            feed.close()
            await self._listener.drop(feed.tenant_id)
