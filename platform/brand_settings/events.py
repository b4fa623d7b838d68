"""Facts about what a brand set."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


class BrandSettingsChanged(Event):
    """A section says something else now."""

    type: ClassVar[str] = "brand_settings.changed"
    changes_access: ClassVar[bool] = True
    setting_id: UUID
    section: str
    number: int
    """How often the section was changed."""

    @property
    def subject(self) -> str:
        return f"setting:{self.setting_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF
