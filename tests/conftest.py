"""Fixtures of every test. Conftest fixtures win over those of pytest-django, which is why they live here."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Replaces pytest-django's: the database stands already, migrated by its owner."""


@pytest.fixture(autouse=True)
def _clean_process_state() -> Iterator[None]:
    """Hosts remembered by the test before are forgotten."""
    from tenants.queries import forget_hosts

    forget_hosts()
    yield
    forget_hosts()
