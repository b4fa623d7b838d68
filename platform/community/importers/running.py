"""One sitting of a run: read on from the last committed line, batch by batch, until the time is up or the file ends."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.db.models import Count, QuerySet, Sum

from accounts.actors import actor_for_user_id
from community.carrying_events import ImportChanged, RunState
from community.events import SpaceImported
from community.importers.ahead import Ahead, Batch
from community.importers.converting import convert
from community.importers.finding import estimate_rows, topics_with_text
from community.importers.neutral import records
from community.importers.neutral.reading import read_lines
from community.importers.neutral.storing import Brought, Store
from community.importers.undoing import undo_batches
from community.importers.unreadable import UnreadableFileError
from community.models.importing import ImportBatch, ImportRun
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_carry_over
from events.recording import publish, recording
from files.queries.links import link_rules
from kernel.actor import Actor
from kernel.clock import now
from tenants.queries import get_current_tenant

log = structlog.get_logger(__name__)
BATCH = 2_000
"""Lines of one transaction."""
MOST_PROBLEMS = 200
STALE = timedelta(minutes=3)
"""A run whose worker has not been heard of for so long is anybody's."""
NAMES: dict[type[records.Record], str] = {
    records.Space: "spaces",
    records.Member: "members",
    records.Group: "groups",
    records.Membership: "memberships",
    records.Tag: "tags",
    records.Topic: "topics",
    records.Post: "posts",
    records.Vote: "votes",
    records.Redirect: "redirects",
}
Progress = Callable[[ImportRun], None]


class LostRunError(Exception):
    """Somebody paused the run, or another worker has gone on with it."""


@dataclass
class Sitting:
    """One worker's turn at a run."""

    actor: Actor
    run: ImportRun
    until: float
    progress: Progress
    batch: int = BATCH
    _problems: list[list[str]] = field(default_factory=list)
    _last_beat: datetime | None = None

    def work(self) -> None:
        """Bring the run as far as time allows."""
        if self.run.state == RunState.UNDOING:
            self._undo()
            return
        if not self.run.digest:
            self._prepare()
        name = self.run.converted or self.run.stored
        with _open(self.run, name) as file:
            self._import(file)

    def _prepare(self) -> None:
        """Bring the file into the neutral form and note its size; what was prepared before is made again."""
        run = self.run
        if run.format != "neutral":
            name = f"imports/{run.pk}.jsonl"
            default_storage.delete(name)
            default_storage.save(name, ContentFile(b""))
            path = Path(default_storage.path(name))
            source, given = run.source, source_path(run)
            with path.open("wb") as out:
                for number, record in enumerate(convert(given, run.format, source=source, report=self._report)):
                    out.write(records.dump_line(record))
                    if number % 20_000 == 0:
                        self._beat()
            run.converted = name
        digest = hashlib.sha256()
        with _open(run, run.converted or run.stored) as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
                run.size += len(piece)
        run.digest = digest.hexdigest()
        self._note_problems()
        with recording():
            self._hold()
            run.save(update_fields=["converted", "digest", "size", "problems", "problem_count", "beat_at"])

    def _import(self, file: IO[bytes]) -> None:
        run = self.run
        store: Store | None = None
        if run.source and run.line:
            store = Store(self.actor, run.source, self._report, meta=_first_meta(file))
        meta = store.meta if store else None
        ahead = Ahead(file, self.batch, run.line, run.offset, meta, is_worth_rendering=not run.is_trial, links=link_rules())
        new, surprising = 0, self.batch
        with closing(ahead.batches()) as batches:
            for batch in batches:
                for problem in batch.problems:
                    self._report(*problem)
                for placed in batch.lines:
                    if isinstance(placed.record, records.Meta):
                        store = self._begin(placed.record, store)
                brought = self._store(store, batch)
                ahead.is_worth_rendering = bool(brought.posts)
                new += len(brought.posts) + len(brought.topics)
                if new >= surprising:
                    estimate_rows()
                    surprising = new * 4
                if time.monotonic() > self.until and run.offset < run.size:
                    return
        self._finish()

    def _begin(self, meta: records.Meta, store: Store | None) -> Store:
        if store is not None:
            self._report("meta", "a second meta line counts for nothing")
            return store
        self.run.source = self.run.source or meta.source
        return Store(self.actor, self.run.source, self._report, meta=meta)

    def _store(self, store: Store | None, batch: Batch) -> Brought:
        run, brought = self.run, Brought()
        if store is None:
            raise UnreadableFileError("The file does not begin with a meta line.")
        counts = Counter(run.counts)
        kinds = (NAMES.get(type(placed.record)) for placed in batch.lines if placed.record is not None)
        counts.update(name for name in kinds if name is not None)
        with recording():
            self._hold()
            if not run.is_trial:
                store.hold()
                brought = store.store(batch.lines, batch.rendered)
                counts.update({f"new_{name}": len(ids) for name, ids in vars(brought).items() if ids})
                _note_batch(run, batch.lines[0].line, brought)
            run.counts, run.line, run.offset = dict(counts), batch.lines[-1].line, batch.lines[-1].end
            self._note_problems()
            run.save(update_fields=["counts", "line", "offset", "source", "problems", "problem_count", "beat_at"])
        self.progress(run)
        return brought

    def _finish(self) -> None:
        run = self.run
        with recording():
            self._hold()
            if not run.is_trial:
                self._settle()
            run.state = (RunState.CHECKED if run.is_trial else RunState.DONE).value
            run.finished_at = now()
            run.save(update_fields=["state", "finished_at", "counts", "problems", "problem_count"])
            publish(ImportChanged(run_id=run.pk, state=RunState(run.state)), actor=self.actor)
        self.progress(run)

    def _settle(self) -> None:
        """Drop topics that never got a post, count the spaces' topics, and say once a space that much came in."""
        ids = ImportBatch.objects.filter(run=self.run).values_list("topics", "posts")
        topics = [ident for row, _ in ids for ident in row]
        empty = Topic.objects.filter(pk__in=set(topics) - topics_with_text(topics))
        for imported_key in empty.values_list("imported_key", flat=True):
            self._report("end", f"topic {imported_key.partition(':')[2]} has no post and was left out")
        empty.delete()
        self._note_problems()
        announce(self.actor, topics, sum(len(row) for _, row in ids))

    def _undo(self) -> None:
        run = self.run
        for kept in undo_batches(self.actor, run, hold=self._hold):
            self.progress(run)
            run.counts = {**run.counts, "kept_topics": run.counts.get("kept_topics", 0) + kept}
            if time.monotonic() > self.until:
                return
        with recording():
            self._hold()
            run.state, run.finished_at = RunState.UNDONE.value, now()
            run.save(update_fields=["state", "finished_at", "counts"])
            publish(ImportChanged(run_id=run.pk, state=RunState(run.state)), actor=self.actor)
        self.progress(run)

    def _hold(self) -> None:
        """Lock the run's row and make sure that it is still ours: at the line where we left it, and not paused."""
        row = ImportRun.objects.select_for_update().values("state", "line", "beat_at").filter(pk=self.run.pk).first()
        ours = {"state": self.run.state, "line": self.run.line, "beat_at": self.run.beat_at}
        if row != ours:
            raise LostRunError
        self._last_beat, self.run.beat_at = self.run.beat_at, now()
        ImportRun.objects.filter(pk=self.run.pk).update(beat_at=self.run.beat_at)

    @property
    def ours(self) -> QuerySet[ImportRun]:
        """The run's row while nobody else has it; the last beat may have been rolled back."""
        return ImportRun.objects.filter(pk=self.run.pk, beat_at__in=[self.run.beat_at, self._last_beat or self.run.beat_at])

    def _beat(self) -> None:
        with recording():
            self._hold()

    def _report(self, place: str, problem: str) -> None:
        self._problems.append([place[:200], problem[:400]])

    def _note_problems(self) -> None:
        run = self.run
        run.problem_count += len(self._problems)
        run.problems = [*run.problems, *self._problems][:MOST_PROBLEMS]
        self._problems.clear()


def work_on(actor: Actor, run_id: UUID, *, seconds: float, progress: Progress = lambda run: None) -> ImportRun | None:
    """One sitting at a run, when it waits or its worker is gone; None when it is somebody else's or needs none."""
    run = _claim(run_id)
    if run is None:
        return None
    sitting = Sitting(actor, run, time.monotonic() + seconds, progress)
    if not _may_go_on(run):
        _stop(sitting)
        return ImportRun.objects.filter(pk=run_id).first()
    try:
        sitting.work()
    except LostRunError:
        return ImportRun.objects.filter(pk=run_id).first()
    except (UnreadableFileError, OSError, UnicodeError, DatabaseError) as error:
        log.warning("import_failed", run_id=str(run_id), exc_info=not isinstance(error, UnreadableFileError))
        _fail(sitting, error)
    except BaseException:
        # Whoever stopped us may go on at once: the last batch is committed or rolled back as a whole.
        sitting.ours.update(beat_at=None)
        raise
    sitting.ours.update(beat_at=None)
    return ImportRun.objects.filter(pk=run_id).first()


def _claim(run_id: UUID) -> ImportRun | None:
    """The run, ours from now on: one statement decides between two workers."""
    at = now()
    rows = ImportRun.objects.filter(pk=run_id)
    idle = rows.filter(beat_at=None) | rows.filter(beat_at__lt=at - STALE)
    begun = {"state": RunState.RUNNING.value, "beat_at": at}
    if idle.filter(state__in=[RunState.WAITING.value, RunState.RUNNING.value]).update(**begun):
        return ImportRun.objects.get(pk=run_id)
    if idle.filter(state=RunState.UNDOING.value).update(beat_at=at):
        return ImportRun.objects.get(pk=run_id)
    return None


def _may_go_on(run: ImportRun) -> bool:
    """Whether the one who has set it going still may; what was begun on the command line is the installation's own."""
    return run.started_by_id is None or can_carry_over(actor_for_user_id(run.started_by_id))


def _stop(sitting: Sitting) -> None:
    with recording():
        failure = "Whoever set it going may no longer do that. Somebody who may can resume it."
        if sitting.ours.update(state=RunState.PAUSED.value, failure=failure, beat_at=None):
            publish(ImportChanged(run_id=sitting.run.pk, state=RunState.PAUSED), actor=sitting.actor)


def _fail(sitting: Sitting, error: Exception) -> None:
    failure = str(error) if isinstance(error, UnreadableFileError) else f"{type(error).__name__}: {error}"
    with recording():
        changed = sitting.ours.update(state=RunState.FAILED.value, failure=failure.replace("\x00", "")[:400], finished_at=now())
        if changed:
            publish(ImportChanged(run_id=sitting.run.pk, state=RunState.FAILED), actor=sitting.actor)


def announce(actor: Actor, topic_ids: Sequence[UUID], posts: int) -> None:
    """Count the topics and posts of the spaces that were touched, and publish one event for each."""
    spaces: Counter[UUID] = Counter(Topic.objects.filter(pk__in=topic_ids).values_list("space_id", flat=True))
    for space_id, count in spaces.items():
        count_space(space_id)
        share = posts * count // max(1, len(topic_ids))
        publish(SpaceImported(space_id=space_id, topics=count, posts=share), actor=actor)


def count_space(space_id: UUID) -> None:
    """Count a space's topics and posts again."""
    counted = Topic.objects.in_spaces([space_id]).aggregate(topics=Count("pk"), replies=Sum("reply_count", default=0))
    posts = counted["topics"] + counted["replies"]
    Space.objects.filter(pk=space_id).update(topic_count=counted["topics"], post_count=posts)


def _note_batch(run: ImportRun, line: int, brought: Brought) -> None:
    if any(vars(brought).values()):
        ImportBatch.objects.create(run=run, line=line, **vars(brought))


def _first_meta(file: IO[bytes]) -> records.Meta | None:
    first = next((placed.record for placed in read_lines(file, report=lambda *_: None)), None)
    return first if isinstance(first, records.Meta) else None


def import_folder() -> Path:
    """Where an administrator of the installation lays files that are too large to upload, a folder for each brand."""
    return Path(settings.CHORUS.data_dir) / "imports" / get_current_tenant().slug


def source_path(run: ImportRun) -> Path:
    """The file of a run; raises UnreadableFileError when it is not there or lies outside of the folder for imports."""
    if run.stored:
        return Path(default_storage.path(run.stored))
    path = Path(run.path)
    if not path.is_absolute():
        path = named_path(run.path)
    if not path.exists():
        raise UnreadableFileError(f"There is no {run.name}.")
    return path


def named_path(name: str) -> Path:
    """A file below the brand's folder for imports; raises UnreadableFileError for one that leads out of it."""
    folder = import_folder().resolve()
    path = (folder / name).resolve()
    if folder not in path.parents or not path.exists():
        raise UnreadableFileError("There is no such file in the folder for imports.")
    return path


def _open(run: ImportRun, name: str) -> IO[bytes]:
    if name:
        return Path(default_storage.path(name)).open("rb")
    return source_path(run).open("rb")
