"""The one websocket consumer: reads the client's frames; everything it sends goes through the member's sink."""

import asyncio
import time
from typing import Any, ClassVar
from uuid import UUID

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer

from realtime import limits
from realtime.catchup import Replay
from realtime.database import in_rights
from realtime.feed import Feed
from realtime.frames import PONG, Hello, Join, Lane, Leave, Ping, Said, parse
from realtime.handshake import read_handshake
from realtime.hub import get_hub
from realtime.lanes import LANE_KINDS
from realtime.member import Member
from realtime.metrics import RESETS, SOCKETS
from realtime.rights import load_rights, may_join
from realtime.sinks import QueueSink, sink_for
from tenants.queries import resolve_host

log = structlog.get_logger(__name__)


class LiveConsumer(AsyncWebsocketConsumer):
    """One socket. No channel layer: the hub calls the member directly (docs/adr/0003)."""

    channel_layer_alias: ClassVar[str] = "none"

    def __init__(self) -> None:
        super().__init__()
        self.member: Member | None = None
        self.feed: Feed | None = None
        self._allowance = limits.FRAMES_BURST
        self._allowed_at = time.monotonic()
        self._timer: asyncio.TimerHandle | None = None
        self._lane_timers: dict[str, asyncio.TimerHandle] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            # Also when the server cancels us, in which case no disconnect arrives.
            await self._leave()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Channels' own closes old database connections in a thread for every message: most of its cost, no use here."""
        handler = {
            "websocket.connect": self.websocket_connect,
            "websocket.receive": self.websocket_receive,
            "websocket.disconnect": self.websocket_disconnect,
        }[message["type"]]
        await handler(message)

    async def connect(self) -> None:
        handshake = read_handshake(self.scope)
        tenant = await in_rights(None, resolve_host, handshake.host) if handshake.is_same_origin else None
        if tenant is None or tenant.suspended:
            await self.close(limits.BAD_FRAME)
            return
        self.feed = await get_hub().feed_of(tenant.id)
        await self.accept()
        self.member = Member(tenant.id, handshake.session_key, sink_for(self.base_send))
        self.feed.members.add(self.member)
        SOCKETS.inc()
        self._timer = asyncio.get_running_loop().call_later(limits.HELLO_SECONDS, self._refuse, "silent")

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        member = self.member
        if member is None or member.sink.closed:
            return
        try:
            if text_data is None or len(text_data.encode()) > limits.FRAME_BYTES:
                raise ValueError("not a text frame of a sensible size")
            said = parse(text_data)
        except ValueError:
            self._refuse("bad_frame")
            return
        if not self._spend(limits.HELLO_COST if isinstance(said, Hello) else 1.0):
            self._refuse("too_fast")
        elif member.actor is None and not isinstance(said, Hello | Ping):
            self._refuse("no_hello")
        else:
            await self._take(member, said)

    async def _leave(self) -> None:
        for timer in [self._timer, *self._lane_timers.values()]:
            if timer is not None:
                timer.cancel()
        member, feed = self.member, self.feed
        if member is None or feed is None:
            return
        self.member = None
        SOCKETS.dec()
        left = [topic for topic in list(member.lanes) if feed.lanes.leave(member, topic)]
        feed.leave(member)
        if isinstance(member.sink, QueueSink):
            member.sink.stop()
        for topic in left:
            await get_hub().tell_lane(member, topic, "idle")

    async def _take(self, member: Member, said: Said) -> None:
        assert self.feed is not None
        if isinstance(said, Hello):
            await self._hello(member, self.feed, said)
        elif isinstance(said, Join):
            await self._join(member, self.feed, said.topic)
        elif isinstance(said, Leave):
            self.feed.change_topics(member, member.topics - {said.topic})
            await self._set_lane(member, self.feed, said.topic, "idle")
        elif isinstance(said, Lane):
            await self._lane(member, self.feed, said)
        else:
            member.sink.write(PONG)

    async def _hello(self, member: Member, feed: Feed, said: Hello) -> None:
        if self._timer is not None:
            self._timer.cancel()
        async with member.lock:
            member.live = False
            member.stop_catching_up()
            seq_before = feed.seq
            rights = await in_rights(feed.tenant_id, load_rights, member.session_key, list(dict.fromkeys(said.topics)))
            feed.compare(rights.head, seq_before)
            was_signed_in = member.session_key is not None and not rights.actor.is_authenticated
            if was_signed_in and rights.refused:
                member.sink.close(limits.SIGNED_OUT, "signed_out")
                return
            feed.index.remove(member)
            first = member.actor is None
            member.actor, member.name, member.audiences = rights.actor, rights.name, rights.audiences
            member.access_seq = rights.head.seq
            if first and feed.is_full_for(member):
                member.sink.close(limits.LAGGED, "crowded")
                return
            member.set_topics(set(rights.topics))
        self._begin(member, feed, said.cursor, said.epoch, rights.head)
        for topic in rights.refused:
            member.say("refused", topic=topic)
        for topic in set(member.lanes) - member.topics:
            await self._set_lane(member, feed, topic, "idle")
        for topic in rights.topics:
            feed.lanes.snapshot(member, topic)

    def _begin(self, member: Member, feed: Feed, cursor: int | None, epoch: UUID | None, head: Any) -> None:
        """Answer a hello: from the present, from the cursor, or all anew."""
        replay = Replay.POSSIBLE if cursor is None else feed.replay_from(member, cursor, epoch, head)
        member.cursor = member.position = cursor if cursor is not None and replay is Replay.POSSIBLE else head.seq
        if replay is not Replay.POSSIBLE:
            RESETS.labels(replay.value).inc()
            member.say("reset", seq=member.cursor, epoch=head.epoch)
        member.say("ready", seq=member.cursor, epoch=head.epoch)
        feed.enter(member)

    async def _join(self, member: Member, feed: Feed, topic: str) -> None:
        async with member.lock:
            actor = member.actor
            assert actor is not None
            fits = len(member.topics) < limits.TOPICS
            if not fits or not await in_rights(feed.tenant_id, may_join, actor, topic):
                member.say("refused", topic=topic)
                return
            feed.change_topics(member, member.topics | {topic})
        # The client fetches after this frame: what happens from here on reaches it as events.
        member.say("joined", topic=topic, seq=feed.seq)
        feed.lanes.snapshot(member, topic)

    async def _lane(self, member: Member, feed: Feed, said: Lane) -> None:
        if said.topic not in member.subjects or said.topic.split(":")[0] not in LANE_KINDS or member.user_id is None:
            member.say("refused", topic=said.topic)
            return
        loop = asyncio.get_running_loop()
        waiting = self._lane_timers.pop(said.topic, None)
        if waiting is not None:
            waiting.cancel()
        wait = member.lane_sent.get(said.topic, 0.0) + limits.LANE_GAP_SECONDS - loop.time()
        if wait > 0:
            # Too soon after the last one: the newest state goes out when the second is over.
            self._lane_timers[said.topic] = loop.call_later(
                wait, lambda: asyncio.ensure_future(self._set_lane(member, feed, said.topic, said.state))
            )
            return
        await self._set_lane(member, feed, said.topic, said.state)

    async def _set_lane(self, member: Member, feed: Feed, topic: str, state: str) -> None:
        self._lane_timers.pop(topic, None)
        if state == "idle":
            if feed.lanes.leave(member, topic):
                await get_hub().tell_lane(member, topic, state)
        elif topic in member.subjects:
            member.lanes[topic] = state
            member.lane_sent[topic] = asyncio.get_running_loop().time()
            await get_hub().tell_lane(member, topic, state)

    def _spend(self, cost: float) -> bool:
        """A bucket of frames that fills with time."""
        at = time.monotonic()
        self._allowance = min(limits.FRAMES_BURST, self._allowance + (at - self._allowed_at) * limits.FRAMES_PER_SECOND)
        self._allowed_at = at
        self._allowance -= cost
        return self._allowance >= 0

    def _refuse(self, reason: str) -> None:
        if self.member is not None:
            self.member.sink.close(limits.BAD_FRAME, reason)
