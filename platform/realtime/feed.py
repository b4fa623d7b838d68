"""One tenant's log in this process: read once, kept for a while, handed to every socket that may see it."""

import asyncio
import time
from uuid import UUID

import structlog

from events.log import Head, read_after
from realtime import limits
from realtime.catchup import Replay, bring_up
from realtime.database import in_tail
from realtime.frames import Frame
from realtime.index import Index
from realtime.lanes import Lanes
from realtime.member import Member
from realtime.metrics import FRAMES, HINT_TO_FRAMES, RESETS
from realtime.ring import Entry, Ring

log = structlog.get_logger(__name__)


class Feed:
    """`seq` is the last event taken from the log, `done` the last one handed to every live member."""

    def __init__(self, tenant_id: UUID, head: Head) -> None:
        self.tenant_id = tenant_id
        self.epoch = head.epoch
        self.pruned_seq = head.pruned_seq
        self.seq = self.done = head.seq
        self.ring = Ring()
        self.index = Index()
        self.members: set[Member] = set()
        self.lanes = Lanes(self.index)
        self.idle_ticks = 0
        self._since_yield = 0
        self._hinted_at: float | None = None
        self._wake = asyncio.Event()
        self._task = asyncio.ensure_future(self._tail())

    def hint(self, head: int) -> None:
        """The log may have grown to `head`; early, late, doubled and wrong hints do no harm."""
        if head > self.seq:
            self._hinted_at = self._hinted_at or time.perf_counter()
            self._wake.set()

    def close(self) -> None:
        """Stop reading."""
        self._task.cancel()
        for member in self.members:
            member.stop_catching_up()

    def compare(self, head: Head, seq_before: int) -> None:
        """Take the head that the database showed when this feed stood at `seq_before`."""
        self.pruned_seq = head.pruned_seq
        if head.epoch != self.epoch or head.seq < seq_before:
            # History was rewritten under us: a restored backup.
            self.epoch, self.seq, self.done = head.epoch, head.seq, head.seq
            self.ring.clear()
            self._reset_all("epoch")
        elif head.seq > self.seq:
            self._wake.set()

    def enter(self, member: Member) -> None:
        """Carry the member's topics and bring it from its position to the present."""
        self.index.add(member)
        self.catch_up(member)

    def leave(self, member: Member) -> None:
        """Forget a member."""
        member.live = False
        member.stop_catching_up()
        self.index.remove(member)
        self.members.discard(member)

    def is_full_for(self, member: Member) -> bool:
        """Whether this tenant or this person has too many sockets in this process already."""
        mine = len(self.index.of_user(member.user_id)) if member.user_id is not None else 0
        return len(self.members) > limits.SOCKETS_PER_TENANT or mine >= limits.SOCKETS_PER_USER

    def change_topics(self, member: Member, topics: set[str]) -> None:
        """Carry other topics from the next event on."""
        self.index.remove(member)
        member.set_topics(topics)
        self.index.add(member)

    def catch_up(self, member: Member) -> None:
        """Take the member out of the fan-out and replay to it what it has not seen."""
        if member.live:
            member.live = False
            member.position = max(member.position, self.done)
        member.stop_catching_up()
        member.task = asyncio.ensure_future(bring_up(self, member))

    def recheck(self, member: Member) -> None:
        """Ask again what this member may see, before its next frame."""
        member.access_seq = -1
        self.catch_up(member)

    def replay_from(self, member: Member, cursor: int, epoch: UUID | None, head: Head) -> Replay:
        """Whether a client's cursor can be replayed, and why not."""
        if epoch is not None and epoch != head.epoch:
            return Replay.OTHER_EPOCH
        if cursor > head.seq:
            return Replay.AHEAD
        if cursor < max(head.pruned_seq, self.pruned_seq):
            return Replay.PRUNED
        return Replay.TOO_FAR if head.seq - cursor > limits.FARTHEST else Replay.POSSIBLE

    def send_skips(self) -> None:
        """Move the cursors of those for whom nothing came lately, so that they would not resume from long ago."""
        frames: dict[tuple[int, int], Frame] = {}
        for member in list(self.members):
            if member.live and member.cursor < self.done:
                member.skip_to(self.done, frames)

    async def _tail(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            started = self._hinted_at
            self._hinted_at = None
            try:
                await self._read_on()
            except Exception:  # the database may be away; the tick wakes us again
                log.warning("tail_failed", tenant_id=str(self.tenant_id), exc_info=True)
            if started is not None:
                HINT_TO_FRAMES.observe(time.perf_counter() - started)

    async def _read_on(self) -> None:
        while True:
            epoch, seq = self.epoch, self.seq
            batch = await in_tail(self.tenant_id, read_after, self.tenant_id, seq, limit=limits.BATCH)
            if (epoch, seq) != (self.epoch, self.seq):
                continue
            for recorded in batch:
                if recorded.seq != self.seq + 1:
                    # Numbers have no holes; where one shows, the log was pruned or rewritten.
                    self._start_over(recorded.seq)
                await self._fan_out(Entry(recorded))
            if len(batch) < limits.BATCH:
                return

    def _start_over(self, seq: int) -> None:
        log.error("log_has_a_hole", tenant_id=str(self.tenant_id), after=self.seq, found=seq)
        self.seq = self.done = seq - 1
        self.ring.clear()
        self._reset_all("hole")

    def _reset_all(self, reason: str) -> None:
        """Tell every client to fetch everything again; its log begins at the present."""
        for member in list(self.members):
            if member.actor is not None:
                RESETS.labels(reason).inc()
                member.live = False
                member.cursor = member.position = self.seq
                member.say("reset", seq=self.seq, epoch=self.epoch)
                # A change of rights may lie in what is jumped over.
                self.recheck(member)

    async def _fan_out(self, entry: Entry) -> None:
        self.ring.append(entry)
        self.seq = entry.seq
        if entry.changes_access:
            self._recheck_concerned(entry)
        written = 0
        for member in self.index.candidates(entry):
            # During a turn of the event loop a member may have left, caught up by itself or lost the audience.
            if member.live and entry.seq > member.position and entry.audience in member.audiences:
                if member.sink.is_busy:
                    # A burst, or a slow line: it follows at its own pace and comes back when it has caught up.
                    self.catch_up(member)
                    continue
                member.push(entry)
                written += 1
                self._since_yield += 1
                if self._since_yield >= limits.YIELD_EVERY:
                    self._since_yield = 0
                    await asyncio.sleep(0)
        self.done = entry.seq
        FRAMES.inc(written)

    def _recheck_concerned(self, entry: Entry) -> None:
        concerned = list(self.members) if entry.access_of is None else self.index.of_user(entry.access_of)
        for member in concerned:
            if member.live and entry.seq > member.access_seq:
                # The catch-up meets this very event first and asks for the member's rights before it.
                self.catch_up(member)
