"""Facts about a brand's addresses; its looks are settings, which tell of themselves."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


class RedirectsChanged(Event):
    """Old addresses lead somewhere else than before. `redirect_id` is the first of those that changed together."""

    type: ClassVar[str] = "branding.redirects_changed"
    redirect_id: UUID
    count: int

    @property
    def subject(self) -> str:
        return f"redirect:{self.redirect_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF
