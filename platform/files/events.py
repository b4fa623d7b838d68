"""Facts about uploads and previews."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event, Touches


class UploadEvent(Event):
    """Base of what happens to one upload; it concerns its owner."""

    touches: ClassVar[Touches] = Touches.NOTHING
    upload_id: UUID
    owner_id: UUID | None

    @property
    def subject(self) -> str:
        return f"upload:{self.upload_id}"

    @property
    def audience(self) -> str:
        return audience.of("user", self.owner_id) if self.owner_id else audience.NOBODY


class Uploaded(UploadEvent):
    """A file was taken."""

    type: ClassVar[str] = "files.uploaded"


class UploadRemoved(UploadEvent):
    """An upload is gone."""

    type: ClassVar[str] = "files.upload_removed"


class UsesChanged(Event):
    """Another set of uploads stands in a thing: who may fetch them may have changed."""

    type: ClassVar[str] = "files.uses_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
    kind: str
    thing_id: UUID

    @property
    def subject(self) -> str:
        return f"{self.kind}:{self.thing_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class PreviewEvent(Event):
    """Base of what happens to what is known of one linked page."""

    preview_id: UUID

    @property
    def subject(self) -> str:
        return f"preview:{self.preview_id}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class PreviewWanted(PreviewEvent):
    """Somebody linked a page that nobody has read yet."""

    type: ClassVar[str] = "files.preview_wanted"
    touches: ClassVar[Touches] = Touches.NOTHING


class PreviewRead(PreviewEvent):
    """A linked page was read; pages that show its card look different now."""

    type: ClassVar[str] = "files.preview_read"
