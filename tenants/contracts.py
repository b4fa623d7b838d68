"""What other rooms may know of a tenant."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TenantInfo:
    """A brand as the edges need it: resolved from the host before any tenant table can be read."""

    id: UUID
    slug: str
    name: str
    language: str
    time_zone: str
    accent: str
    tagline: str
    primary_host: str
    suspended: bool
