"""Fixtures of every test. Conftest fixtures win over those of pytest-django, which is why they live here."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Replaces pytest-django's: the database stands already, migrated by its owner."""


@pytest.fixture(autouse=True)
def _clean_process_state() -> Iterator[None]:
    """Nothing remembered from the test before: hosts, cache, tenant."""
    from tenants.queries import forget_hosts

    forget_hosts()
    forget_hosts()
