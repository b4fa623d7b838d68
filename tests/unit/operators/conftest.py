"""Operators work through their own connection, so what they do is really committed here."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from operators.actions.access import create_operator
from operators.auditing import command_actor
from operators.contracts import OperatorActor
from operators.models import Operator
from tests import plugin
from tests.worlds import World

OPERATOR_SECRET = "an operator's long secret"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real hasher with the least work: what it costs is not what is tested here."""
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture
def brands(committed_world: World) -> Iterator[World]:
    """The committed world; brands that a test adds or changes are put back afterwards."""
    yield committed_world
    known = list(plugin.TENANTS.values())
    with psycopg.connect(plugin.os.environ["CHORUS_TEST_ADMIN"], dbname=plugin._databases[0], autocommit=True) as admin:
        if admin.execute("SELECT 1 FROM tenants_tenant WHERE id <> ALL (%s) LIMIT 1", [known]).fetchone():
            plugin.truncate()
        admin.execute("DELETE FROM tenants_domain WHERE tenant_id <> ALL (%s) OR NOT is_primary", [known])
        admin.execute("DELETE FROM tenants_tenant WHERE id <> ALL (%s)", [known])
        admin.execute("UPDATE tenants_tenant SET suspended_at = NULL, name = initcap(slug)")


@pytest.fixture
def olga(brands: World) -> Operator:
    """An operator without a second factor."""
    return create_operator(actor=command_actor(), email="olga@operators.example", password=OPERATOR_SECRET)


@pytest.fixture
def actor(olga: Operator) -> OperatorActor:
    return OperatorActor(by=olga.email, operator_id=olga.pk, address="127.0.0.1")


def sign_in(client: Client, email: str = "olga@operators.example", password: str = OPERATOR_SECRET, code: str = "") -> Any:
    return client.post("/sign-in/", {"email": email, "password": password, "code": code})


@pytest.fixture
def stranger() -> Client:
    """A browser on the operators' host."""
    return Client(SERVER_NAME="operator.localhost")


@pytest.fixture
def console(olga: Operator, stranger: Client) -> Client:
    """A browser on the operators' host, signed in."""
    assert sign_in(stranger).status_code == 302
    return stranger
