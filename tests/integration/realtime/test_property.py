"""snapshot(n) + frames(n..m) == snapshot(m), for random deeds of several people, over sockets that come and go.

Here the application runs in this process, over plain ASGI: the way out on servers other than daphne.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from events import audience
from kernel.actor import Actor
from kernel.ids import uuid7
from realtime.consumer import LiveConsumer
from realtime.hub import get_hub
from tests.integration.realtime import rooms
from tests.integration.realtime.client import Frame, Reader
from tests.worlds import World

PEOPLE = ("ben", "bob")
ROOMS = 3

deeds = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.integers(0, 2 * ROOMS - 1)),
        st.tuples(st.just("let_in"), st.sampled_from(PEOPLE), st.integers(0, ROOMS - 1)),
        st.tuples(st.just("put_out"), st.sampled_from(PEOPLE), st.integers(0, ROOMS - 1)),
        st.tuples(st.just("leave"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("come"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("hello"), st.sampled_from(PEOPLE)),
    ),
    min_size=4,
    max_size=20,
)


class Page:
    """A page of one person: a snapshot when it opens and whenever frames say so, and frames in between."""

    def __init__(self, actor: Actor, session_key: str) -> None:
        self.actor = actor
        self.reader = Reader(["things", "me"])
        self.shown: dict[str, int] = {}
        self._room_of: dict[str, str] = {}
        self._as_of = -1
        self._session_key = session_key
        self._socket: ApplicationCommunicator | None = None

    async def come(self) -> None:
        """Open a socket and resume; the very first time fetch the page."""
        if self._socket is not None:
            return
        cookie = f"{settings.SESSION_COOKIE_NAME}={self._session_key}"
        headers = [(b"host", b"acme.localhost"), (b"origin", b"http://acme.localhost"), (b"cookie", cookie.encode())]
        scope = {"type": "websocket", "path": "/ws/", "headers": headers, "query_string": b""}
        self._socket = ApplicationCommunicator(LiveConsumer.as_asgi(), scope)
        await self._socket.send_input({"type": "websocket.connect"})
        assert (await self._socket.receive_output(20))["type"] == "websocket.accept"
        await self.hello()

    async def hello(self) -> None:
        """Say hello, again or for the first time."""
        if self._socket is None:
            return
        await self._say(self.reader.hello())
        await self._until(lambda frame: frame["t"] == "ready")

    async def leave(self) -> None:
        """Close the socket without a word."""
        if self._socket is not None:
            await self._socket.send_input({"type": "websocket.disconnect", "code": 1006})
            await self._socket.wait(20)
            self._socket = None

    async def catch_up(self, thing: UUID) -> None:
        """Take frames up to the announcement about this thing."""
        await self._until(lambda frame: frame["t"] == "event" and frame["data"] == {"thing_id": str(thing)})

    async def _until(self, holds: Any) -> None:
        assert self._socket is not None
        while True:
            message = await self._socket.receive_output(20)
            assert message["type"] == "websocket.send", message
            frame = json.loads(message["text"])
            answer = self.reader.take(frame)
            if answer is not None:
                await self._say(answer)
            await self._show(frame)
            if holds(frame):
                return

    async def _say(self, frame: Frame) -> None:
        assert self._socket is not None
        await self._socket.send_input({"type": "websocket.receive", "text": json.dumps(frame)})

    async def _show(self, frame: Frame) -> None:
        kind = frame.get("type", frame["t"])
        if kind == "reset" or (kind == "ready" and self._as_of < 0) or kind == "access.grants_changed":
            self._as_of, self.shown = await sync_to_async(rooms.snapshot)(self.actor)
            self._room_of |= await sync_to_async(rooms.room_of_things)()
        elif kind == "forget":
            lost = set(frame["audience"])
            self.shown = {
                thing: value
                for thing, value in self.shown.items()
                if audience.of("room", self._room_of[thing]) not in lost  # type: ignore[arg-type] # only formatted
            }
        elif kind == rooms.ThingChanged.type and frame["seq"] > self._as_of:
            self._room_of[frame["data"]["thing_id"]] = frame["data"]["room_id"]
            self.shown[frame["data"]["thing_id"]] = frame["data"]["value"]


@dataclass
class Stage:
    """The people of one example, their pages, and the rooms and things that only this example uses."""

    world: World
    alice: Actor
    pages: dict[str, Page]
    rooms: list[UUID] = field(default_factory=lambda: [uuid7() for _ in range(ROOMS)])
    things: list[UUID] = field(default_factory=lambda: [uuid7() for _ in range(2 * ROOMS)])

    async def do(self, deed: tuple[Any, ...]) -> None:
        """One deed of one person."""
        match deed:
            case ("change", int(index)):
                room = self.rooms[index % ROOMS]
                await sync_to_async(rooms.change_thing)(actor=self.alice, thing_id=self.things[index], room_id=room)
            case ("let_in" | "put_out" as way, str(name), int(index)):
                move = rooms.let_in if way == "let_in" else rooms.put_out
                await sync_to_async(move)(actor=self.alice, user=self.world.users[name], room_id=self.rooms[index])
            case ("leave", str(name)):
                await self.pages[name].leave()
            case ("come", str(name)):
                await self.pages[name].come()
            case ("hello", str(name)):
                await self.pages[name].hello()

    async def page_as_served(self, name: str) -> dict[str, int]:
        """What the person's page shows when it is fetched now, of this example's things."""
        _, shown = await sync_to_async(rooms.snapshot)(self.pages[name].actor)
        return {thing: value for thing, value in shown.items() if thing in map(str, self.things)}


def set_stage(world: World) -> Stage:
    pages = {}
    for name in PEOPLE:
        cookie = world.client(name).cookies[settings.SESSION_COOKIE_NAME]
        pages[name] = Page(world.actor(name), cookie.value)
    return Stage(world, world.actor("alice"), pages)


@asynccontextmanager
async def hub_for_the_block() -> AsyncIterator[None]:
    """Hypothesis runs each example in one event loop; its hub must not outlive it."""
    get_hub()
    try:
        yield
    finally:
        await get_hub().close()


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(deeds=deeds)
async def test_what_a_socket_shows_is_what_the_page_shows(committed_world: World, deeds: list[tuple[Any, ...]]) -> None:
    stage = await sync_to_async(set_stage)(committed_world)
    async with hub_for_the_block():
        for deed in deeds:
            await stage.do(deed)
        for page in stage.pages.values():
            await page.come()
        last = uuid7()
        await sync_to_async(rooms.announce)(actor=stage.alice, thing_id=last)
        for name, page in stage.pages.items():
            await page.catch_up(last)
            mine = {thing: value for thing, value in page.shown.items() if thing in map(str, stage.things)}
            assert mine == await stage.page_as_served(name)
            assert page.reader.breaches == []
            seqs = [frame["seq"] for frame in page.reader.applied]
            assert seqs == sorted(set(seqs))
            await page.leave()
