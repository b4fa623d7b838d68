"""People to work with."""

from collections.abc import Callable

import pytest

from kernel.actor import system_actor
from people.actions import ensure_person
from people.contracts import IdentityKey
from people.models import Person
from tests.plugin import TENANTS

MakePerson = Callable[..., Person]


@pytest.fixture
def make_person() -> MakePerson:
    """A person known by one handle of the same name."""

    def make(name: str, **more: str) -> Person:
        key = IdentityKey("handle", "mastodon:social.example", name.lower(), f"@{name}")
        return ensure_person(actor=system_actor(TENANTS["acme"]), identity=key, name=name, **more)

    return make
