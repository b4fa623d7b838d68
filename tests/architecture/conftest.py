"""One furnished world for all tests of a module; each test works in a savepoint of its own that is rolled back."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from tests.architecture.stage import Stage, build_stages
from tests.plugin import TENANTS
from tests.worlds import World, build_world


def keep_signed_in(world: World) -> None:
    """Let everybody sign in once for the whole module: `world.client` then hands out browsers with those cookies."""
    sign_in, cookies = world.client, {name: world.client(name).cookies for name in world.users}

    def client(name: str | None = None, *, brand: str = "acme") -> Client:
        if name is None:
            return sign_in(None, brand=brand)
        slug = next(slug for slug, tenant_id in TENANTS.items() if tenant_id == world.users[name].tenant_id)
        browser = Client(SERVER_NAME=f"{slug}.localhost")
        browser.cookies = SimpleCookie({key: morsel.value for key, morsel in cookies[name].items()})
        return browser

    world.client = client  # type: ignore[method-assign] # for this module's world alone


@pytest.fixture(scope="module")
def _standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, Stage]]]:
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            world = build_world()
            stages = build_stages(world)
            keep_signed_in(world)
            yield world, stages
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            connection.close()


@pytest.fixture
def staged(
    _standing: tuple[World, dict[str, Stage]], db: None, monkeypatch: pytest.MonkeyPatch
) -> tuple[World, dict[str, Stage]]:
    """The people, and what stands in each brand. No tenant is in context.

    The cache is a new one: what the same people did in another test is rolled back, and does not count towards limits.
    """
    monkeypatch.setattr(caches["default"], "key_prefix", f"{caches['default'].key_prefix}:{uuid4()}")
    return _standing


@pytest.fixture
def acme(staged: tuple[World, dict[str, Stage]]) -> Stage:
    """What stands in acme."""
    return staged[1]["acme"]


@pytest.fixture
def globex(staged: tuple[World, dict[str, Stage]]) -> Stage:
    """What stands in globex."""
    return staged[1]["globex"]
