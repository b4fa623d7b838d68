"""Members, entries and sinks for tests that need no database."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from events.log import Recorded
from kernel.actor import Actor, Role
from kernel.ids import uuid7
from realtime.frames import Frame
from realtime.member import Member
from realtime.ring import Entry

TENANT = uuid7()


class Remembered:
    """A sink that keeps what was written."""

    def __init__(self) -> None:
        self.closed = False
        self.is_busy = False
        self.unsent = 0
        self.frames: list[dict[str, Any]] = []
        self.written: list[Frame] = []

    def write(self, frame: Frame) -> None:
        self.written.append(frame)
        self.frames.append(orjson.loads(frame.payload))

    def close(self, code: int, reason: str) -> None:
        self.closed = True


def member_with(*topics: str, audiences: set[str], user_id: UUID | None = None) -> tuple[Member, Remembered]:
    """A member that said hello, and its sink."""
    sink = Remembered()
    member = Member(TENANT, None, sink)
    member.actor = Actor(TENANT, Role.AGENT if user_id else Role.ANONYMOUS, user_id)
    member.audiences = frozenset(audiences)
    member.set_topics(set(topics))
    return member, sink


def entry(seq: int, subject: str = "thing:1", audience: str = "staff", **payload: Any) -> Entry:
    """An event of the log."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    return Entry(Recorded(seq, uuid7(), at, payload.pop("type", "tests.made"), 1, subject, None, audience, payload))
