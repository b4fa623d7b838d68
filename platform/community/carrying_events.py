"""Facts about imports and exports; nobody but those who run them needs to know."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


class RunState(StrEnum):
    """Where an import stands. A trial ends as "checked" and has written nothing."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    CHECKED = "checked"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


class ExportStep(StrEnum):
    """What became of an export; "fetched" as often as somebody took it."""

    WAITING = "waiting"
    DONE = "done"
    FETCHED = "fetched"
    FAILED = "failed"
    EXPIRED = "expired"


class ImportChanged(Event):
    """An import was started, paused, finished, undone or failed; `state` says which."""

    type: ClassVar[str] = "community.import_changed"
    run_id: UUID
    state: RunState

    @property
    def subject(self) -> str:
        return f"import:{self.run_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class ExportChanged(Event):
    """An export of everything was asked for, finished, fetched or failed; `state` says which."""

    type: ClassVar[str] = "community.export_changed"
    export_id: UUID
    state: ExportStep

    @property
    def subject(self) -> str:
        return f"export:{self.export_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY
