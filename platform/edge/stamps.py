"""When did what a page is made of last change? One tenant's answer, read from its event log. Pure values."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from events.base import Touches, event_class

MOST_SUBJECTS = 20_000
"""Subjects remembered per tenant; beyond that memory starts over and kept pages are made anew."""


class Change(NamedTuple):
    """One event as the stamps need it."""

    seq: int
    type: str
    subject: str


class Stamps:
    """How far the log reaches (`seq`) and the last number that touched every page, any list, or one subject.

    Nothing is known of events up to `base`: pages older than that are never taken to be current.
    """

    __slots__ = ("base", "epoch", "everything", "lists", "seq", "subjects")

    def __init__(self) -> None:
        self.epoch = ""
        self.seq = self.base = self.everything = self.lists = -1
        self.subjects: dict[str, int] = {}

    def take(self, seq: int, epoch: str, changes: Sequence[Change]) -> None:
        """The head as the database just showed it, with the events after `self.seq` as far back as it gave them.

        Answers may come in any order; an older one says nothing new.
        """
        if epoch != self.epoch or self.seq < 0:
            self._start_over(epoch, changes[0].seq - 1 if changes else seq)
        elif seq <= self.seq:
            return
        elif not changes or changes[0].seq > self.seq + 1:
            self._start_over(epoch, changes[0].seq - 1 if changes else seq)
        self.seq = seq
        self._enter(changes)
        if len(self.subjects) > MOST_SUBJECTS:
            self._start_over(epoch, seq)

    def are_current(self, seq: int, epoch: str, subjects: Iterable[str] | None) -> bool:
        """Whether what was read at `seq` would read the same now; `subjects` None means that any list counts."""
        if epoch != self.epoch or seq < self.base or seq < self.everything:
            return False
        if subjects is None:
            return seq >= self.lists
        return all(self.subjects.get(subject, -1) <= seq for subject in subjects)

    def _start_over(self, epoch: str, base: int) -> None:
        self.epoch, self.base = epoch, base
        self.seq = max(self.seq, base)
        self.everything = self.lists = base
        self.subjects = {}

    def _enter(self, changes: Iterable[Change]) -> None:
        for change in changes:
            touches = touched_by(change.type)
            if touches is Touches.NOTHING:
                continue
            self.lists = max(self.lists, change.seq)
            if touches is Touches.SUBJECT:
                self.subjects[change.subject] = max(self.subjects.get(change.subject, -1), change.seq)
            else:
                self.everything = max(self.everything, change.seq)


def touched_by(kind: str) -> Touches:
    """What an event of this stored type touches; an unknown one, of a newer release perhaps, touches everything."""
    known = event_class(kind)
    return known.touches if known is not None else Touches.EVERYTHING
