"""Alice, Bob and Charlie: an owner and a member of one brand, and somebody of another.

`world` enters the context of acme. Use `world.actor("bob")`, `world.client("bob")`, `in_globex()`.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from tests.plugin import TENANTS

PASSWORD = "correct horse battery staple"


@dataclass
class World:
    """Two brands and the people in them."""

    users: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str) -> Any:
        """The actor of this person, with today's role and grants."""
        from accounts.actors import actor_for_user_id
        from tenants.context import tenant_context

        user = self.users[name]
        with tenant_context(user.tenant_id):
            return actor_for_user_id(user.pk)

    def client(self, name: str | None = None, *, brand: str = "acme") -> Client:
        """A browser on the brand's host, signed in as this person (on the person's own brand)."""
        from tenants.context import tenant_context

        if name is None:
            return Client(SERVER_NAME=f"{brand}.localhost")
        user = self.users[name]
        slug = next(slug for slug, tenant_id in TENANTS.items() if tenant_id == user.tenant_id)
        client = Client(SERVER_NAME=f"{slug}.localhost")
        with tenant_context(user.tenant_id):
            client.force_login(user, backend="accounts.backends.TenantAuthenticationBackend")
        return client

    def add(self, name: str, *, role: str, brand: str = "acme") -> Any:
        """One more person in a brand."""
        from accounts.models.user import User
        from tenants.context import tenant_context

        with tenant_context(TENANTS[brand]):
            user = User(email=f"{name}@{brand}.example", name=name.capitalize(), handle=name, role=role)
            user.set_unusable_password()
            user.save()
        self.users[name] = user
        return user


def in_globex() -> AbstractContextManager[None]:
    """The context of the other brand."""
    from tenants.context import tenant_context

    return tenant_context(TENANTS["globex"])


def build_world() -> World:
    """Alice owns acme, Amira manages, Ben and Berta are agents, Mo moderates, Bob and Dora are members; Charlie owns globex."""
    world = World()
    people = [
        ("alice", "owner"),
        ("amira", "manager"),
        ("ben", "agent"),
        ("berta", "agent"),
        ("mo", "moderator"),
        ("bob", "member"),
        ("dora", "member"),
    ]
    for name, role in people:
        world.add(name, role=role)
    world.add("charlie", role="owner", brand="globex")
    world.add("carla", role="member", brand="globex")
    return world


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The world inside a transaction that is rolled back, in acme's context."""
    from tenants.context import tenant_context

    built = build_world()
    with tenant_context(TENANTS["acme"]):
        yield built


@pytest.fixture
def committed_world(transactional_db: None) -> Iterator[World]:
    """The same, really committed: for threads, sockets, workers and browsers."""
    from tenants.context import tenant_context

    built = build_world()
    with tenant_context(TENANTS["acme"]):
        yield built
