"""What other rooms may know of an account."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class UserInfo:
    """An account without its secrets."""

    id: UUID
    name: str
    handle: str
    role: str
    language: str
    email: str
    is_active: bool
