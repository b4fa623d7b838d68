"""Compares what visitors applied with the log, and with who was in which room when."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from access.events import GrantsChanged
from events.log import Recorded
from tests.integration.realtime.crowd import Move, Visitor
from tests.integration.realtime.rooms import Announced, ThingChanged


@dataclass(frozen=True, slots=True)
class Stretch:
    """A user was in a room from one number of the log up to another; `move` is the place of the entry among all moves."""

    start: int
    end: int
    move: int


class Judge:
    """Knows the whole truth after the run."""

    def __init__(self, log: list[Recorded], moves: list[Move]) -> None:
        """The n-th grants_changed of the log belongs to the n-th move: one thread made them all, in order."""
        self.end = log[-1].seq + 1
        self.rooms = {event.seq: UUID(event.payload["room_id"]) for event in log if event.type == ThingChanged.type}
        self.public = [event.seq for event in log if event.type == Announced.type]
        self._stretches: dict[tuple[UUID | None, UUID], list[Stretch]] = defaultdict(list)
        since: dict[tuple[UUID, UUID], tuple[int, int]] = {}
        changes = [event.seq for event in log if event.type == GrantsChanged.type]
        for index, (seq, move) in enumerate(zip(changes, moves, strict=True)):
            key = (move.user_id, move.room_id)
            if move.is_entry:
                since.setdefault(key, (seq, index))
            elif key in since:
                start, entry = since.pop(key)
                self._stretches[key].append(Stretch(start, seq, entry))
        for key, (start, entry) in since.items():
            self._stretches[key].append(Stretch(start, self.end, entry))

    def lost(self, visitor: Visitor) -> list[int]:
        """Events that had to arrive, because the visitor was in the room from before them to the end, and did not."""
        started_at = visitor.started_at
        assert started_at is not None
        got = {frame["seq"] for frame, _ in visitor.arrivals}
        due = self.public + [seq for seq, room in self.rooms.items() if self._was_in_to_the_end(visitor, room, seq)]
        return [seq for seq in due if seq > started_at and seq not in got]

    def _was_in_to_the_end(self, visitor: Visitor, room: UUID, seq: int) -> bool:
        stretches = self._stretches[visitor.actor.user_id, room]
        return any(stretch.start < seq and stretch.end == self.end for stretch in stretches)

    def doubled(self, visitor: Visitor) -> list[int]:
        """Events that arrived again, or behind a later one."""
        seqs = [frame["seq"] for frame, _ in visitor.arrivals]
        return [later for earlier, later in pairwise(seqs) if later <= earlier]

    def unauthorised(self, visitor: Visitor) -> list[int]:
        """Events that arrived although the visitor was not in the room when they happened, nor at any time until then."""
        return [frame["seq"] for frame, moves in visitor.arrivals if not self._may_know(visitor, frame["seq"], frame, moves)]

    def _may_know(self, visitor: Visitor, seq: int, frame: dict[str, object], moves: int) -> bool:
        if frame["type"] == GrantsChanged.type:
            return frame["data"] == {"user_id": str(visitor.actor.user_id)}
        if seq not in self.rooms:
            return frame["type"] == Announced.type
        stretches = self._stretches[visitor.actor.user_id, self.rooms[seq]]
        return any(stretch.end > seq and stretch.move < moves for stretch in stretches)
