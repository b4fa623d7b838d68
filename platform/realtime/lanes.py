"""The ephemeral lane: who looks at a conversation, who is typing. No numbers, no replay; what is not renewed ends."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from realtime.frames import say
from realtime.index import Index
from realtime.limits import LANE_SECONDS

LANE_KINDS = frozenset({"conversation"})
"""Kinds of topic whose readers show themselves to each other."""


@dataclass(slots=True)
class Presence:
    """One person in one lane, through however many windows."""

    name: str
    state: str
    until: float


class Lanes:
    """All lanes of one tenant, as far as this process has heard of them."""

    def __init__(self, index: Index, clock: Callable[[], float] = time.monotonic) -> None:
        self._index = index
        self._clock = clock
        self._present: dict[str, dict[str, Presence]] = {}

    def hear(self, topic: str, user_id: str, name: str, state: str) -> None:
        """Somebody's state, here or in another process; told to those who carry the topic when it is news."""
        people = self._present.setdefault(topic, {})
        known = people.get(user_id)
        if state == "idle":
            people.pop(user_id, None)
            if not people:
                self._present.pop(topic, None)
        else:
            people[user_id] = Presence(name, state, self._clock() + LANE_SECONDS)
        if (known.state if known else "idle") != state:
            self._tell(topic, user_id, name, state)

    def snapshot(self, member: Any, topic: str) -> None:
        """Tell a newcomer who is there."""
        for user_id, presence in self._present.get(topic, {}).items():
            member.sink.write(_frame(topic, user_id, presence.name, presence.state))

    def sweep(self) -> None:
        """End what was not renewed."""
        at = self._clock()
        for topic, people in list(self._present.items()):
            for user_id, presence in list(people.items()):
                if presence.until <= at:
                    self.hear(topic, user_id, presence.name, "idle")

    def leave(self, member: Any, topic: str) -> bool:
        """The member no longer shows itself in the topic; True when no other window of the same person does."""
        if member.lanes.pop(topic, None) is None:
            return False
        others = self._index.of_user(member.user_id)
        return not any(topic in other.lanes for other in others if other is not member)

    def _tell(self, topic: str, user_id: str, name: str, state: str) -> None:
        frame = _frame(topic, user_id, name, state)
        for member in self._index.carrying(topic):
            if str(member.user_id) != user_id:
                member.sink.write(frame)


def _frame(topic: str, user_id: str, name: str, state: str) -> Any:
    return say("lane", topic=topic, user={"id": user_id, "name": name}, state=state)
