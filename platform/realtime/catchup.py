"""Bringing one socket from its position to the present: from the ring, else from the table, at the client's pace."""

import asyncio
import time
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog

from events.log import read_after
from realtime import limits
from realtime.database import in_rights
from realtime.member import Member
from realtime.metrics import FRAMES
from realtime.rights import Rights, load_rights
from realtime.ring import Entry

if TYPE_CHECKING:
    from realtime.feed import Feed

log = structlog.get_logger(__name__)


class Replay(StrEnum):
    """Whether a cursor can be replayed."""

    POSSIBLE = "possible"
    OTHER_EPOCH = "epoch"
    AHEAD = "ahead"
    PRUNED = "pruned"
    TOO_FAR = "too_far"


async def bring_up(feed: "Feed", member: Member) -> None:
    """Replay until the member is at the feed's end, then make it live."""
    try:
        await _bring_up(feed, member)
    except Exception:  # the client resumes over a new connection
        log.warning("catch_up_failed", exc_info=True)
        member.sink.close(limits.LAGGED, "failed")


async def _bring_up(feed: "Feed", member: Member) -> None:
    if member.access_seq < 0 and not await _recheck(feed, member):
        return
    while member.position < feed.seq:
        pushed = 0
        for entry in await _entries_after(feed, member.position):
            if entry.seq > member.access_seq and entry.concerns(member.user_id) and not await _recheck(feed, member):
                return
            if member.wants(entry):
                member.push(entry)
                pushed += 1
            member.position = entry.seq
            if member.sink.is_busy:
                await _keep_pace(member)
        FRAMES.inc(pushed)
        await asyncio.sleep(0)
        if member.sink.closed:
            return
    # No await between the last look at feed.seq and this line: nothing can slip in between.
    member.live = True
    member.skip_to(member.position, {})


async def _entries_after(feed: "Feed", seq: int) -> Sequence[Entry]:
    entries = feed.ring.after(seq, limits.BATCH)
    if entries:
        return entries
    rows = await in_rights(feed.tenant_id, read_after, feed.tenant_id, seq, limit=limits.BATCH, until=feed.seq)
    if not rows or rows[0].seq != seq + 1:
        raise LookupError("the log was pruned below a replay")
    return [Entry(row) for row in rows]


async def _keep_pace(member: Member) -> None:
    """Wait for a client that reads slowly; give up on one that does not read at all."""
    deadline = time.monotonic() + limits.STALL_SECONDS
    pause, least = 0.005, member.sink.unsent
    while member.sink.is_busy and not member.sink.closed:
        if member.sink.unsent < least:
            least, deadline = member.sink.unsent, time.monotonic() + limits.STALL_SECONDS
        elif time.monotonic() > deadline:
            member.sink.close(limits.LAGGED, "stalled")
        await asyncio.sleep(pause)
        pause = min(pause * 2, 0.5)


async def _recheck(feed: "Feed", member: Member) -> bool:
    """Load the member's rights again and take away what is lost; False when the socket was closed."""
    async with member.lock:
        rights = await in_rights(feed.tenant_id, load_rights, member.session_key, sorted(member.topics))
        return apply_change(feed, member, rights)


def apply_change(feed: "Feed", member: Member, rights: Rights) -> bool:
    """Compare new rights with old: sign out, forget, refuse; False when the socket was closed."""
    before = member.actor
    if before is not None and before.is_authenticated:
        demoted = before.is_staff and not rights.actor.is_staff
        if demoted or rights.actor.user_id != before.user_id:
            member.sink.close(limits.SIGNED_OUT, "signed_out")
            return False
    lost = member.audiences - rights.audiences
    member.actor, member.audiences, member.access_seq = rights.actor, rights.audiences, rights.head.seq
    if lost:
        member.say("forget", audience=sorted(lost))
    if rights.refused:
        feed.change_topics(member, set(rights.topics))
        for topic in rights.refused:
            if feed.lanes.leave(member, topic):
                feed.lanes.hear(topic, str(member.user_id), member.name, "idle")
            member.say("refused", topic=topic)
    return True
