"""Rooms, a server, and browsers on it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.integration.realtime import rooms
from tests.integration.realtime.client import Frame, Reader
from tests.integration.realtime.server import Server, running_server
from tests.worlds import World


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
    rooms.drop_tables()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Server]:
    """A running daphne, for all tests of this process; emptied tables look to it like a restored backup."""
    with running_server(tmp_path_factory.mktemp("daphne") / "log") as running:
        yield running


class Browser:
    """One socket and the reader behind it."""

    def __init__(self, socket: ClientConnection, reader: Reader) -> None:
        self.socket = socket
        self.reader = reader

    async def say(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def until(self, holds: Callable[[Frame], bool]) -> Frame:
        """Take frames up to the first for which this holds."""
        async with asyncio.timeout(20):
            while True:
                frame: Frame = json.loads(await self.socket.recv())
                answer = self.reader.take(frame)
                if answer is not None:
                    await self.say(**answer)
                if holds(frame):
                    return frame

    async def until_kind(self, kind: str) -> Frame:
        return await self.until(lambda frame: frame["t"] == kind)

    async def until_announced(self, thing_id: UUID) -> None:
        """Until an announcement about this thing arrives: all that was committed before it has arrived then too."""
        await self.until(lambda frame: frame["t"] == "event" and frame["data"] == {"thing_id": str(thing_id)})

    async def until_closed(self) -> int | None:
        """The code with which the server closes."""
        async with asyncio.timeout(20):
            try:
                while True:
                    self.reader.take(json.loads(await self.socket.recv()))
            except ConnectionClosed:
                return self.socket.close_code


@asynccontextmanager
async def open_socket(
    port: int, *, cookie: str = "", host: str = "acme.localhost", origin: str | None = None, **options: Any
) -> AsyncIterator[ClientConnection]:
    """A socket as a browser on that host would open it."""
    headers = {"Cookie": cookie} if cookie else {}
    options = {"origin": origin or f"http://{host}:{port}", "additional_headers": headers, "compression": None, **options}
    if "sock" not in options:
        options |= {"host": "127.0.0.1", "port": port}
    async with connect(f"ws://{host}:{port}/ws/", proxy=None, **options) as socket:
        yield socket


@asynccontextmanager
async def browser(
    server: Server, world: World, name: str | None, reader: Reader | None = None, *, brand: str = "acme"
) -> AsyncIterator[Browser]:
    """A browser that has said hello; with a reader from before it resumes."""
    cookie = await sync_to_async(cookie_of)(world, name) if name else ""
    async with open_socket(server.port, cookie=cookie, host=f"{brand}.localhost") as socket:
        opened = Browser(socket, reader or Reader(["things", "me"] if name else ["things"]))
        await opened.say(**opened.reader.hello())
        await opened.until_kind("ready")
        yield opened


def cookie_of(world: World, name: str) -> str:
    """The Cookie header of this person's browser."""
    return "; ".join(f"{key}={morsel.value}" for key, morsel in world.client(name).cookies.items())


class Hands:
    """What people do, from asynchronous tests."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.alice = world.actor("alice")

    async def change(self, thing: UUID, room: UUID) -> None:
        await sync_to_async(rooms.change_thing)(actor=self.alice, thing_id=thing, room_id=room)

    async def announce(self, thing: UUID) -> None:
        await sync_to_async(rooms.announce)(actor=self.alice, thing_id=thing)

    async def let_in(self, name: str, room: UUID) -> None:
        await sync_to_async(rooms.let_in)(actor=self.alice, user=self.world.users[name], room_id=room)

    async def put_out(self, name: str, room: UUID) -> None:
        await sync_to_async(rooms.put_out)(actor=self.alice, user=self.world.users[name], room_id=room)


@pytest.fixture
def hands(committed_world: World) -> Hands:
    return Hands(committed_world)
