"""Who acts: the plain value that every action, query and policy takes first."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is inside one tenant. Order in the field's terms, not a ladder: a moderator is not an agent."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    AGENT = "agent"
    MODERATOR = "moderator"
    MEMBER = "member"
    ANONYMOUS = "anonymous"
    SYSTEM = "system"


STAFF = frozenset({Role.OWNER, Role.ADMIN, Role.MANAGER, Role.AGENT})
"""Roles that work in the staff application."""

SUPERVISORS = frozenset({Role.OWNER, Role.ADMIN, Role.MANAGER})
"""Staff who see every team's work."""

ADMINISTRATORS = frozenset({Role.OWNER, Role.ADMIN})
"""Staff who change the brand's settings and its people."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission on one container: `Grant("inbox", <id>, "work_inbox")`."""

    container: str
    id: UUID
    permission: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a token or the platform itself, inside one tenant, with all that it was granted there."""

    tenant_id: UUID
    role: Role
    user_id: UUID | None = None
    grants: frozenset[Grant] = field(default=frozenset(), repr=False)
    scopes: frozenset[str] | None = None
    """Scopes of an API token; None means a full session."""
    language: str = "en"
    level: int = 0
    """Trust level in the community, 0 to 4; what a level allows is the brand's to say (`community.abilities`)."""
    groups: frozenset[UUID] = field(default=frozenset(), repr=False)
    """Member groups that the account belongs to."""
    silenced_until: datetime | None = None
    """Until when the account may not write in the community; compare with the time of the deed."""

    @property
    def is_authenticated(self) -> bool:
        return self.user_id is not None

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF

    @property
    def is_supervisor(self) -> bool:
        return self.role in SUPERVISORS or self.role is Role.SYSTEM

    @property
    def is_administrator(self) -> bool:
        return self.role in ADMINISTRATORS or self.role is Role.SYSTEM

    def granted(self, container: str, permission: str) -> frozenset[UUID]:
        """Ids of the containers of this kind on which the actor holds this permission."""
        return frozenset(g.id for g in self.grants if g.container == container and g.permission == permission)


def system_actor(tenant_id: UUID) -> Actor:
    """The platform acting by itself inside a tenant: subscribers, imports, timers."""
    return Actor(tenant_id=tenant_id, role=Role.SYSTEM)


def anonymous_actor(tenant_id: UUID, language: str = "en") -> Actor:
    """A reader without an account."""
    return Actor(tenant_id=tenant_id, role=Role.ANONYMOUS, language=language)
