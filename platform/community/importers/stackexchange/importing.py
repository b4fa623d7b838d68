"""One dump into one space: questions become topics, answers replies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from community.events import SpaceImported
from community.importers.stackexchange import storing
from community.importers.stackexchange.dump import Advance, Report, Row, RowError, count_rows, list_owners, read_rows
from community.importers.stackexchange.records import ANSWER, QUESTION, Record, kind_of, read_record
from community.models.space import Space
from community.models.topic import Topic
from events.recording import publish, recording
from kernel.actor import Actor

T = TypeVar("T")
BATCH = 500
UP, DOWN = "2", "3"


@dataclass
class Counts:
    """What the files hold, and below what this run added. docs/how-to/import-stack-exchange.md defines each number."""

    topics: int = 0
    answers: int = 0
    accepted: int = 0
    votes: int = 0
    authors: int = 0
    skipped: int = 0
    former_authors: int = 0
    other: int = 0
    comments: int = 0
    dangling_accepted: int = 0
    votes_without_post: int = 0
    new_topics: int = 0
    new_answers: int = 0
    new_accepted: int = 0
    rescored: int = 0

    def as_dict(self) -> dict[str, int]:
        """For the last line of `--json`."""
        return asdict(self)


@dataclass
class StackExchangeImport:
    """The state of one run: where it writes, what it has counted."""

    actor: Actor
    folder: Path
    space: Space
    site: str
    report: Report
    advance: Advance
    batch: int = BATCH
    counts: Counts = field(default_factory=Counts)
    _authors: set[str] = field(default_factory=set)
    _accepted: dict[int, tuple[int, str]] = field(default_factory=dict)

    def run(self) -> Counts:
        """Import everything that is not there yet."""
        names = self._read_names()
        scored = not self._file("Votes.xml").exists()
        orphans: list[Record] = []
        for batch in _batches(self._records(names), self.batch):
            orphans += self._store(batch, scored=scored)
        for batch in _batches(orphans, self.batch):
            # A question may stand after its answers in the file: what is still without one now has none.
            for record in self._store(batch, scored=scored):
                self._skip(record.place, f"answer {record.id} names question {record.parent}, which is not in this dump")
                self.counts.answers -= 1
        self._count_authors()
        self._accept()
        if not scored:
            self._vote()
        comments = self._file("Comments.xml")
        self.counts.comments = count_rows(comments) if comments.exists() else 0
        self._finish()
        return self.counts

    def _file(self, name: str) -> Path:
        return self.folder / name

    def _skip(self, place: str, problem: str) -> None:
        self.counts.skipped += 1
        self.report(place, problem)

    def _read_names(self) -> dict[int, str]:
        path = self._file("Users.xml")
        if not path.exists():
            return {}
        owners, names = list_owners(self._file("Posts.xml")), {}
        for row in read_rows(path, report=self._skip, advance=self.advance):
            try:
                ident = row.number("Id")
                if ident in owners:
                    names[ident] = " ".join(row.text("DisplayName").split())[:120]
            except RowError as error:
                self._skip(row.place, f"broken row ({error})")
        return names

    def _records(self, names: dict[int, str]) -> Iterator[Record]:
        for row in read_rows(self._file("Posts.xml"), report=self._skip, advance=self.advance):
            try:
                kind = kind_of(row)
                if kind not in (QUESTION, ANSWER):
                    self.counts.other += 1
                    continue
                yield self._count(read_record(row, names, self.site))
            except RowError as error:
                self._skip(row.place, f"broken row ({error})")

    def _count(self, record: Record) -> Record:
        if record.parent:
            self.counts.answers += 1
        else:
            self.counts.topics += 1
            if record.accepted:
                self._accepted[record.id] = (record.accepted, record.place)
        return record

    def _store(self, batch: Sequence[Record], *, scored: bool) -> list[Record]:
        questions = list({record.id: record for record in batch if not record.parent}.values())
        answers = list({record.id: record for record in batch if record.parent}.values())
        with recording():
            storing.hold_site(self.site)
            self.counts.new_topics += storing.store_questions(self.actor, self.space, self.site, questions, scored=scored)
            made, orphans = storing.store_answers(self.actor, self.site, answers, scored=scored)
        self.counts.new_answers += made
        lost = {record.id for record in orphans}
        stored = [record for record in batch if record.id not in lost]
        self._authors |= {record.author.key for record in stored}
        if scored:
            self.counts.votes += sum(abs(record.score) for record in stored)
        return orphans

    def _count_authors(self) -> None:
        self.counts.former_authors = sum(1 for key in self._authors if key == "unknown" or key.startswith("name:"))
        self.counts.authors = len(self._authors) - self.counts.former_authors

    def _accept(self) -> None:
        for batch in _batches(self._accepted.items(), self.batch):
            with recording():
                storing.hold_site(self.site)
                good, new, dangling = storing.store_solutions(self.site, {q: answer for q, (answer, _) in batch})
            self.counts.accepted += good
            self.counts.new_accepted += new
            for question in dangling:
                answer, place = self._accepted[question]
                self.counts.dangling_accepted += 1
                self.report(place, f"question {question} accepts answer {answer}, which is not among its answers")

    def _vote(self) -> None:
        up, down = Counter[int](), Counter[int]()
        for row in read_rows(self._file("Votes.xml"), report=self._skip, advance=self.advance):
            try:
                self._count_vote(row, up, down)
            except RowError as error:
                self._skip(row.place, f"broken row ({error})")
        self.counts.votes = up.total() + down.total()
        for batch in _batches(sorted(up.keys() | down.keys()), self.batch):
            with recording():
                storing.hold_site(self.site)
                changed, lost = storing.store_votes(self.site, {ident: (up[ident], down[ident]) for ident in batch})
            self.counts.rescored += changed
            self.counts.votes_without_post += lost

    @staticmethod
    def _count_vote(row: Row, up: Counter[int], down: Counter[int]) -> None:
        kind = row.text("VoteTypeId")
        if kind in (UP, DOWN):
            (up if kind == UP else down)[row.number("PostId")] += 1

    def _finish(self) -> None:
        counts = self.counts
        with recording():
            total = Topic.objects.in_spaces([self.space.pk]).count()
            Space.objects.filter(pk=self.space.pk).exclude(topic_count=total).update(topic_count=total)
            if counts.new_topics or counts.new_answers or counts.new_accepted or counts.rescored:
                event = SpaceImported(
                    space_id=self.space.pk, topics=counts.new_topics, posts=counts.new_topics + counts.new_answers
                )
                publish(event, actor=self.actor)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
