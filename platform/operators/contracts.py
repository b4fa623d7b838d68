"""Who acts outside tenants, and what comes of it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OperatorActor:
    """An operator in the console, or somebody at the command line; never a person of a tenant."""

    by: str
    operator_id: UUID | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class NewTenant:
    """A brand that was just set up; the link makes its first owner and is seen this once."""

    id: UUID
    slug: str
    owner_link: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An operator's new session; the key goes into the cookie and nowhere else."""

    operator_id: UUID
    key: str
