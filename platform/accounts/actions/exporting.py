"""Taking one's data along."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.events import DataExported, DataExportFetched, DataExportRequested
from accounts.models.personal import DataExport
from accounts.personal import face_of, list_exporters
from accounts.policies import can_export_own
from accounts.tables import list_owned, rows_of
from events.recording import action, publish
from files import storing
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError

KEEP = timedelta(days=7)
"""How long an archive can be fetched."""


@action
def request_export(*, actor: Actor, at: datetime | None = None) -> DataExport:
    """The export that is being written, or can be fetched still from the last hour, or a new one."""
    authorise(actor, can_export_own)
    at, user_id = at or now(), require_user_id(actor)
    mine = DataExport.objects.filter(user_id=user_id)
    known = mine.filter(ready_at=None).first() or mine.filter(ready_at__gt=at - timedelta(hours=1), expires_at__gt=at).first()
    if known is not None:
        return known
    total = len(list_owned()) + len(list_exporters())
    export = DataExport.objects.create(user_id=user_id, requested_at=at, total=total)
    publish(DataExportRequested(user_id=user_id, export_id=export.pk), actor=actor, at=at)
    return export


@action
def advance_export(*, actor: Actor, export_id: UUID, at: datetime) -> bool:
    """Write one more table, or when all are written the archive; whether there is more to do."""
    _platform_only(actor)
    export = DataExport.objects.select_for_update().filter(pk=export_id).first()
    if export is None or export.ready_at is not None:
        return False
    exporters = dict(list_exporters())
    left = [name for name in [*list_owned(), *exporters] if name not in export.done]
    if left:
        name = left[0]
        rows = exporters[name](export.user_id) if name in exporters else rows_of(name, export.user_id, face_of(export.user_id))
        _write(_part(export, name), rows)
        export.done = [*export.done, name]
        export.save(update_fields=["done"])
        return True
    export.size = _bundle(export)
    export.ready_at, export.expires_at = at, at + KEEP
    export.save(update_fields=["size", "ready_at", "expires_at"])
    publish(DataExported(user_id=export.user_id, export_id=export.pk), actor=actor, at=at)
    return False


@action
def fetch_export(*, actor: Actor, export_id: UUID, at: datetime | None = None) -> str:
    """Where the archive lies, for its owner, before it expires; that it was fetched is written down."""
    authorise(actor, can_export_own)
    at = at or now()
    export = DataExport.objects.filter(pk=export_id, user_id=require_user_id(actor), expires_at__gt=at).first()
    if export is None:
        raise NotFoundError
    publish(DataExportFetched(user_id=export.user_id, export_id=export.pk), actor=actor, at=at)
    return _archive(export)


@action
def drop_old_exports(*, actor: Actor, at: datetime) -> int:
    """Archives past their time are gone; returns how many."""
    _platform_only(actor)
    old = list(DataExport.objects.filter(expires_at__lte=at)[:500])
    for export in old:
        storing.drop([_archive(export)])
        export.delete()
    return len(old)


def _archive(export: DataExport) -> str:
    """The place of its archive in the storage."""
    return f"exports/{export.pk.hex}.zip"


def _part(export: DataExport, name: str) -> str:
    return f"exports/{export.pk.hex}/{name}.json"


def _write(path: str, rows: Iterable[Mapping[str, Any]]) -> None:
    with tempfile.TemporaryFile() as file:
        for row in rows:
            file.write(json.dumps(dict(row), default=str, ensure_ascii=False).encode() + b"\n")
        file.seek(0)
        storing.drop([path])  # what a worker left that stopped here
        storing.put(path, file)


def _bundle(export: DataExport) -> int:
    """Each table that has rows, as JSON and as CSV."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in export.done:
                path = _part(export, name)
                raw = b"".join(storing.read_part(path, 0, storing.size_of(path)))
                if raw:
                    rows = [json.loads(line) for line in raw.splitlines()]
                    archive.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1))
                    archive.writestr(f"{name}.csv", _csv(rows))
        size = file.tell()
        file.seek(0)
        storing.drop([_archive(export), *(_part(export, name) for name in export.done)])
        storing.put(_archive(export), file)
    return size


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A spreadsheet must not take a text for a formula."""
    return "'" + value if isinstance(value, str) and value[:1] in "=+-@\t\r" and value[:1] else value


def _platform_only(actor: Actor) -> None:
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
