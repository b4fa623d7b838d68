"""One sitting at an export: page by page into files, each page committed with the place where it ends, then one archive."""

import os
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import orjson
import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError

from brand_settings.base import list_sections
from brand_settings.queries import read
from community.carrying_events import ExportChanged, ExportStep
from community.contracts import ExportPart, export_parts
from community.exporters.records import PARTS
from community.exporters.tables import exported_tables, rows_of
from community.importers.neutral.records import dump_line
from community.models.exporting import OPEN, ExportRun, ExportState
from community.models.member import Member
from community.models.post import Post
from community.models.topic import Topic
from community.models.vote import Vote
from events.recording import publish, recording
from files.queries.uploads import paths_of_contents
from files.storing import open_file
from kernel.actor import Actor
from kernel.clock import now
from people.queries import people_by_id

log = structlog.get_logger(__name__)
STALE = timedelta(minutes=3)
BEAT = 20.0
CHUNK = 1 << 20
KEPT = timedelta(days=7)
"""How long the archive can be fetched."""
Progress = Callable[[ExportRun], None]


class LostExportError(Exception):
    """Another worker has gone on with it."""


def work_on_export(actor: Actor, export_id: UUID, *, seconds: float, progress: Progress = lambda run: None) -> ExportRun | None:
    """One sitting at an export that waits or whose worker is gone; None when it is somebody else's or needs none."""
    run = _claim(export_id)
    if run is None:
        return None
    try:
        _work(actor, run, until=time.monotonic() + seconds, progress=progress)
    except LostExportError:
        return ExportRun.objects.get(pk=export_id)
    except (OSError, DatabaseError) as error:
        log.warning("export_failed", export_id=str(export_id), exc_info=True)
        with recording():
            failure = f"{type(error).__name__}: {error}"[:400]
            ExportRun.objects.filter(pk=export_id).update(state=ExportState.FAILED.value, failure=failure, finished_at=now())
            publish(ExportChanged(export_id=export_id, state=ExportStep.FAILED), actor=actor)
    ExportRun.objects.filter(pk=export_id).update(beat_at=None)
    return ExportRun.objects.get(pk=export_id)


def expire_exports(actor: Actor) -> int:
    """Remove archives whose time is over; says how many."""
    gone = 0
    for run in ExportRun.objects.filter(state=ExportState.DONE.value, expires_at__lte=now()).order_by("pk"):
        default_storage.delete(run.stored)
        with recording():
            ExportRun.objects.filter(pk=run.pk).update(state=ExportState.EXPIRED.value, stored="", size=0)
            publish(ExportChanged(export_id=run.pk, state=ExportStep.EXPIRED), actor=actor)
        gone += 1
    return gone


def _claim(export_id: UUID) -> ExportRun | None:
    at = now()
    rows = ExportRun.objects.filter(pk=export_id, state__in=OPEN)
    idle = rows.filter(beat_at=None) | rows.filter(beat_at__lt=at - STALE)
    if not idle.update(state=ExportState.RUNNING.value, beat_at=at):
        return None
    return ExportRun.objects.get(pk=export_id)


def _work(actor: Actor, run: ExportRun, *, until: float, progress: Progress) -> None:
    names = list(PARTS)
    if not run.part:
        run.part, run.total = names[0], _total()
        _place(run, "community.jsonl").parent.mkdir(parents=True, exist_ok=True)
    while run.part in PARTS:
        found, cursor = PARTS[run.part](run.cursor)
        end = _append(_place(run, "community.jsonl"), run.written, b"".join(map(dump_line, found)))
        counts = Counter(run.counts)
        counts[run.part] += len(found)
        following = names[names.index(run.part) + 1 :]
        part = run.part if cursor is not None else (following[0] if following else "archive")
        _commit(run, part=part, cursor=cursor or "", written=end, counts=dict(counts))
        progress(run)
        if time.monotonic() > until:
            return
    _archive(actor, run)
    progress(run)


def _commit(run: ExportRun, **changes: object) -> None:
    """Note how far it is, if it is still ours."""
    at = now()
    if not ExportRun.objects.filter(pk=run.pk, beat_at=run.beat_at).update(beat_at=at, total=run.total, **changes):
        raise LostExportError
    run.beat_at = at
    for name, value in changes.items():
        setattr(run, name, value)


def _append(path: Path, end: int, data: bytes) -> int:
    """Write behind what is committed; whatever a dead worker left there goes. Answers the new end."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(end)
        file.seek(end)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return end + len(data)


def _archive(actor: Actor, run: ExportRun) -> None:
    stored = f"exports/{run.pk}.zip"
    default_storage.delete(stored)
    default_storage.save(stored, ContentFile(b""))
    target, beat = Path(default_storage.path(stored)), _Beat(run)
    tables = {f"tables/{model._meta.label_lower}": partial(rows_of, model) for model in exported_tables()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(_place(run, "community.jsonl"), "community.jsonl")
        parts: dict[str, ExportPart] = {"members": _members, **export_parts(), **tables}
        for name, rows in parts.items():
            with archive.open(f"{name}.jsonl", "w", force_zip64=True) as out:
                for row in rows():
                    out.write(orjson.dumps(dict(row), default=str) + b"\n")
                    beat()
        for path in paths_of_contents():
            _add_file(archive, path, beat)
        settings = {section.section: read(section).model_dump(mode="json") for section in list_sections()}
        archive.writestr("settings.json", orjson.dumps(settings, option=orjson.OPT_INDENT_2))
    with recording():
        at = now()
        _commit(
            run,
            part="done",
            state=ExportState.DONE.value,
            stored=stored,
            size=target.stat().st_size,
            finished_at=at,
            expires_at=at + KEPT,
        )
        publish(ExportChanged(export_id=run.pk, state=ExportStep.DONE), actor=actor)
    folder = _place(run, "community.jsonl")
    folder.unlink(missing_ok=True)
    folder.parent.rmdir()


@dataclass
class _Beat:
    """Says now and then that the worker is alive, and finds out when another one has gone on."""

    run: ExportRun
    last: float = field(default_factory=time.monotonic)

    def __call__(self) -> None:
        if time.monotonic() - self.last > BEAT:
            self.last = time.monotonic()
            _commit(self.run)


def _add_file(archive: zipfile.ZipFile, path: str, beat: _Beat) -> None:
    """One uploaded file as it is kept; pictures are packed already. One that is lost spoils no export."""
    name = zipfile.ZipInfo(f"files/{path}")
    try:
        with open_file(path) as file, archive.open(name, "w", force_zip64=True) as out:
            while piece := file.read(CHUNK):
                out.write(piece)
                beat()
    except FileNotFoundError:
        log.warning("export_without_file", path=path)


def _members() -> Iterable[Mapping[str, object]]:
    """What the community knows of each account, beyond what it wrote."""
    names = (
        "id", "user_id", "person_id", "level", "level_source", "title", "silenced_until", "suspended_until", "topic_count",
        "reply_count", "solution_count", "votes_given", "votes_received", "joined_at", "first_posted_at", "last_posted_at",
    )  # fmt: skip
    after = UUID(int=0)
    while rows := list(Member.objects.filter(pk__gt=after).order_by("pk").values(*names)[:1_000]):
        people = people_by_id([row["person_id"] for row in rows if row["person_id"]])
        for row in rows:
            person = people.get(row["person_id"]) if row["person_id"] else None
            yield {**row, "name": person.name if person else "", "handle": person.handle if person else ""}
        after = rows[-1]["id"]


def _total() -> int:
    return Topic.objects.count() + Post.objects.count() + Vote.objects.count()


def _place(run: ExportRun, name: str) -> Path:
    return Path(default_storage.path(f"exports/{run.pk}/{name}"))
