"""What other rooms may know of a person."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class IdentityKey:
    """Names an identity: see `people.models.Identity`."""

    kind: str
    scope: str
    value: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class PersonInfo:
    """A person as lists and messages show them. `user_id` is their account here, `handle` its public name, when they have one."""

    id: UUID
    name: str
    language: str = ""
    user_id: UUID | None = None
    handle: str = ""
    role: str = ""
    is_imported: bool = False


def account_identity(user_id: UUID) -> IdentityKey:
    """The identity of a community or staff account."""
    return IdentityKey("account", "", str(user_id))
