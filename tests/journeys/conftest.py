"""One running product and one browser for all journeys of a worker (they share an xdist group)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import chromium
from tests.journeys.servers import Running, running_product


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys run on one worker, so that servers and browser start once."""
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def running(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The product's processes."""
    folder: Path = tmp_path_factory.mktemp("product")
    with running_product(folder) as product:
        yield product


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium, for one journey: Playwright keeps an event loop in this thread, where no asynchronous test could run then.

    Django takes what happens beside that loop for asynchronous code: it is not.
    """
    with pytest.MonkeyPatch.context() as patch, chromium() as opened:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield opened
