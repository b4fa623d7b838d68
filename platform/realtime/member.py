"""One open socket, as its tenant's feed sees it."""

import asyncio
from typing import Any
from uuid import UUID

from access.topics import get_topic
from kernel.actor import Actor
from realtime.frames import Frame, say
from realtime.ring import Entry
from realtime.sinks import Sink


class Member:
    """A socket's place in the log and what it may see of it.

    `cursor` is the number the client was last told; `position` is the last one examined on its behalf. While `live`, it
    has been handed everything that the feed has fanned out; while not, a catch-up task brings it there.
    """

    __slots__ = (
        "access_seq", "actor", "audiences", "cursor", "lane_sent", "lanes", "live", "lock", "name", "position", "prefixes",
        "session_key", "sink", "subjects", "task", "tenant_id", "topics", "wants_own",
    )  # fmt: skip

    def __init__(self, tenant_id: UUID, session_key: str | None, sink: Sink) -> None:
        self.tenant_id = tenant_id
        self.session_key = session_key
        self.sink = sink
        self.actor: Actor | None = None
        self.name = ""
        self.audiences: frozenset[str] = frozenset()
        self.topics: set[str] = set()
        self.subjects: set[str] = set()
        self.prefixes: tuple[str, ...] = ()
        self.wants_own = False
        self.cursor = self.position = self.access_seq = 0
        self.live = False
        self.lock = asyncio.Lock()
        self.task: asyncio.Task[None] | None = None
        self.lanes: dict[str, str] = {}
        self.lane_sent: dict[str, float] = {}

    @property
    def user_id(self) -> UUID | None:
        return self.actor.user_id if self.actor is not None else None

    @property
    def own_audience(self) -> str:
        """The audience that is this person alone."""
        return f"user:{self.user_id}"

    def set_topics(self, topics: set[str]) -> None:
        """Carry exactly these topics."""
        self.topics = topics
        self.subjects = {topic for topic in topics if ":" in topic}
        kinds = [get_topic(topic) for topic in topics if ":" not in topic]
        self.prefixes = tuple(sorted({prefix for kind in kinds if kind is not None for prefix in kind.prefixes}))
        self.wants_own = "me" in topics and self.user_id is not None

    def wants(self, entry: Entry) -> bool:
        """Whether the event goes to this socket: its audience is one of ours, and a topic joined carries its subject."""
        if entry.audience not in self.audiences:
            return False
        if entry.subject in self.subjects or (self.wants_own and entry.audience == self.own_audience):
            return True
        return bool(self.prefixes) and entry.subject.startswith(self.prefixes)

    def push(self, entry: Entry) -> None:
        """Send an event that `wants` said yes to."""
        self.sink.write(entry.frame_after(self.cursor))
        self.cursor = self.position = entry.seq

    def skip_to(self, seq: int, frames: dict[tuple[int, int], Frame]) -> None:
        """Tell the client that nothing up to `seq` is for it; `frames` are shared by all who skip the same."""
        if seq > self.cursor:
            key = (self.cursor, seq)
            frame = frames.get(key)
            if frame is None:
                frame = frames[key] = say("skip", prev=self.cursor, to=seq)
            self.sink.write(frame)
            self.cursor = seq

    def say(self, t: str, **fields: Any) -> None:
        """Send a frame that is not an event."""
        self.sink.write(say(t, **fields))

    def stop_catching_up(self) -> None:
        """End the running catch-up, if any."""
        if self.task is not None:
            self.task.cancel()
            self.task = None
