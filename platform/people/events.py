"""Facts about people."""

from typing import ClassVar, Literal
from uuid import UUID

from events import audience
from events.base import Event, Touches


class PersonEvent(Event):
    """Base of what happens to one person; staff alone learn of it."""

    person_id: UUID

    @property
    def subject(self) -> str:
        return f"person:{self.person_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class PersonCreated(PersonEvent):
    """Somebody became known."""

    type: ClassVar[str] = "people.person_created"
    touches: ClassVar[Touches] = Touches.NOTHING


class PersonChanged(PersonEvent):
    """Name or language of a person changed."""

    type: ClassVar[str] = "people.person_changed"


class IdentityAdded(PersonEvent):
    """One more way in which a person is known."""

    type: ClassVar[str] = "people.identity_added"
    touches: ClassVar[Touches] = Touches.NOTHING
    identity_id: UUID


class PersonMerged(PersonEvent):
    """`other_id` turned out to be this person."""

    type: ClassVar[str] = "people.person_merged"
    other_id: UUID
    merge_id: UUID


class PersonUnmerged(PersonEvent):
    """`other_id` turned out to be somebody else after all."""

    type: ClassVar[str] = "people.person_unmerged"
    other_id: UUID
    merge_id: UUID


class NoteAdded(PersonEvent):
    """A colleague wrote a note about a person."""

    type: ClassVar[str] = "people.note_added"
    touches: ClassVar[Touches] = Touches.NOTHING
    note_id: UUID


class ConsentChanged(PersonEvent):
    """A person gave a consent or took it back."""

    type: ClassVar[str] = "people.consent_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
    kind: Literal["newsletter", "research", "testimonial", "profiling"]
    granted: bool
