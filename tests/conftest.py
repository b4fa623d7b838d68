"""Fixtures of every test. Conftest fixtures win over those of pytest-django, which is why they live here."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """Replaces pytest-django's: the database stands already, migrated by its owner."""
    yield


@pytest.fixture(autouse=True)
def _clean_process_state() -> Iterator[None]:
    """Nothing remembered from the test before: hosts, cache, tenant."""
    from tenants.queries import forget_hosts

    forget_hosts()
    yield
    forget_hosts()
