"""The client's side of the contract in its shortest form: a cursor, and the rule that `prev` must equal it."""

from typing import Any

Frame = dict[str, Any]


class Reader:
    """Takes frames, says what to answer. Remembers each event it applied and every breach of the contract."""

    def __init__(self, topics: list[str]) -> None:
        self.topics = topics
        self.cursor: int | None = None
        self.epoch: str | None = None
        self.is_ready = False
        self.applied: list[Frame] = []
        self.resets = 0
        self.forgotten: list[str] = []
        self.refused: list[str] = []
        self.lanes: list[Frame] = []
        self.breaches: list[str] = []

    def hello(self) -> Frame:
        """The frame that begins or resumes; until its answer, event frames of before are ignored."""
        self.is_ready = False
        return {"t": "hello", "cursor": self.cursor, "epoch": self.epoch, "topics": self.topics}

    def take(self, frame: Frame) -> Frame | None:
        """Apply a frame; returns a frame to send back when a gap showed."""
        kind = frame["t"]
        if kind in ("ready", "reset"):
            if kind == "ready" and self.cursor is not None and frame["seq"] != self.cursor:
                self.breaches.append(f"ready at {frame['seq']} for cursor {self.cursor}")
            self.resets += kind == "reset"
            self.cursor, self.epoch, self.is_ready = frame["seq"], frame["epoch"], True
        elif kind == "forget":
            self.forgotten += frame["audience"]
        elif kind == "refused":
            self.refused.append(frame["topic"])
        elif kind == "lane":
            self.lanes.append(frame)
        elif kind in ("event", "skip") and self.is_ready:
            if frame["prev"] != self.cursor:
                self.breaches.append(f"prev {frame['prev']} for cursor {self.cursor}")
                return self.hello()
            self.cursor = frame["to"] if kind == "skip" else frame["seq"]
            if kind == "event":
                self.applied.append(frame)
        return None
