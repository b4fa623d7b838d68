"""Rooms, a server, and sockets to it."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.integration.realtime import rooms
from tests.integration.realtime.server import Server, running_server
from tests.worlds import World

Open = Callable[..., AbstractAsyncContextManager[ClientConnection]]


@pytest.fixture(autouse=True)
def _rooms(transactional_db: None) -> Iterator[None]:
    """The rooms' tables and registrations, for this process; gone again afterwards."""
    from access import audiences, topics

    before = dict(topics._topics)
    rooms.make_tables()
    rooms.register()
    yield
    topics._topics.clear()
    topics._topics.update(before)
    audiences._contributions.pop("rooms")


@pytest.fixture
def server(tmp_path: Path, transactional_db: None) -> Iterator[Server]:
    """A running daphne."""
    with running_server(tmp_path / "daphne.log") as running:
        yield running


def cookie_of(world: World, name: str) -> str:
    """The Cookie header of this person's browser."""
    return "; ".join(f"{key}={morsel.value}" for key, morsel in world.client(name).cookies.items())


@asynccontextmanager
async def open_socket(
    port: int, *, cookie: str = "", host: str = "acme.localhost", origin: str | None = None, **options: Any
) -> AsyncIterator[ClientConnection]:
    """A socket as a browser on that host would open it."""
    headers = {"Cookie": cookie} if cookie else {}
    uri = f"ws://{host}:{port}/ws/"
    async with connect(
        uri,
        host="127.0.0.1",
        port=port,
        origin=origin or f"http://{host}:{port}",
        additional_headers=headers,
        compression=None,
        proxy=None,
        **options,  # type: ignore[arg-type]
    ) as socket:
        yield socket
