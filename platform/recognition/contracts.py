"""What recognition tells other rooms, as plain values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A row of the ledger by its content: two of the same content are the same deed."""

    user_id: UUID
    kind: str
    about: UUID
    other: UUID | None
    topic: UUID | None
    space_id: UUID | None
    language: str
    date: date
