"""Facts about people."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


class PersonCreated(Event):
    """Somebody became known."""

    type: ClassVar[str] = "people.person_created"
    person_id: UUID

    @property
    def subject(self) -> str:
        return f"person:{self.person_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF
