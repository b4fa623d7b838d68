"""The last events of a tenant, in memory, with the frames already made of them."""

from uuid import UUID

from access.events import GrantsChanged
from events.base import event_class
from events.log import Recorded
from realtime.frames import Frame, event_fields, event_frame
from realtime.limits import RING

_MOST_FRAMES = 64


class Entry:
    """One event and its frames, one for each cursor it was sent after: sockets that saw the same share the bytes."""

    __slots__ = ("_fields", "_frames", "access_of", "audience", "changes_access", "seq", "subject")

    def __init__(self, recorded: Recorded) -> None:
        self.seq = recorded.seq
        self.audience = recorded.audience
        self.subject = recorded.subject
        self.access_of = UUID(str(recorded.payload["user_id"])) if recorded.type == GrantsChanged.type else None
        kind = event_class(recorded.type)
        self.changes_access = self.access_of is not None or (kind is not None and kind.changes_access)
        self._fields = event_fields(recorded)
        self._frames: dict[int, Frame] = {}

    def frame_after(self, prev: int) -> Frame:
        """The event's frame for a socket whose cursor stands at `prev`."""
        frame = self._frames.get(prev)
        if frame is None:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            frame = self._frames[prev] = event_frame(self._fields, prev)
        return frame

    def concerns(self, user_id: UUID | None) -> bool:
        """Whether what this person may see could differ from here on."""
        return self.changes_access and self.access_of in (None, user_id)


class Ring:
    """A bounded, contiguous tail of the log."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def append(self, entry: Entry) -> None:
        self._entries.append(entry)
        if len(self._entries) >= 2 * RING:
            del self._entries[:RING]

    def clear(self) -> None:
        self._entries.clear()

    def after(self, seq: int, limit: int) -> list[Entry] | None:
        """Up to `limit` entries from seq + 1 on; None when the ring does not reach back that far."""
        if not self._entries or self._entries[0].seq > seq + 1:
            return None
        start = seq + 1 - self._entries[0].seq
        return self._entries[start : start + limit]
