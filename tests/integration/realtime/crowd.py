"""Many browsers that come back whatever happens, and hold what a page would hold."""

import asyncio
import random
from dataclasses import dataclass
from uuid import UUID

import orjson
from asgiref.sync import sync_to_async
from websockets.exceptions import InvalidHandshake, WebSocketException

from kernel.actor import Actor
from tests.integration.realtime import rooms
from tests.integration.realtime.client import Frame, Reader
from tests.integration.realtime.conftest import open_socket


@dataclass(frozen=True, slots=True)
class Move:
    """A person let into a room or put out of it; noted before it is done."""

    user_id: UUID
    room_id: UUID
    is_entry: bool


class Visitor:
    """One browser of one person: applies frames to what it shows, fetches again when told to, reconnects when cut off."""

    def __init__(self, actor: Actor, cookie: str, doors: "list[Move]", dice: random.Random) -> None:
        self.actor = actor
        self._doors = doors
        self.reader = Reader(["things", "me"])
        self.shown: dict[str, int] = {}
        self.arrivals: list[tuple[Frame, int]] = []
        """Each applied event, and how many doors had been moved when it arrived."""
        self.started_at: int | None = None
        self.connects = 0
        self.frozen = 0
        self._room_of: dict[str, str] = {}
        self._fetched_at = 0
        self._cookie = cookie
        self._dice = dice

    async def run(self, port: int) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._stay(port)
            except (OSError, WebSocketException, InvalidHandshake, TimeoutError):
                await asyncio.sleep(0.05 + self._dice.random() / 4)

    async def _stay(self, port: int) -> None:
        async with open_socket(port, cookie=self._cookie, open_timeout=10) as socket:
            self.connects += 1
            await socket.send(orjson.dumps(self.reader.hello()).decode())
            async for message in socket:
                frame: Frame = orjson.loads(message)
                answer = self.reader.take(frame)
                if answer is not None:
                    await socket.send(orjson.dumps(answer).decode())
                if frame["t"] == "ready" and self.started_at is None:
                    self.started_at = frame["seq"]
                await self._show(frame)
                if self._dice.random() < 0.0002:
                    self.frozen += 1
                    await asyncio.sleep(self._dice.random() * 2)

    async def _show(self, frame: Frame) -> None:
        kind = frame["t"]
        if kind == "event":
            self.arrivals.append((frame, len(self._doors)))
        if kind == "reset" or (kind == "ready" and not self._fetched_at):
            await self._fetch()
        elif kind == "forget":
            lost = {audience.removeprefix("room:") for audience in frame["audience"]}
            self.shown = {thing: value for thing, value in self.shown.items() if self._room_of.get(thing) not in lost}
        elif kind == "event" and frame["type"] == "access.grants_changed":
            await self._fetch()
        elif kind == "event" and frame["type"] == rooms.ThingChanged.type:
            data = frame["data"]
            self._room_of[data["thing_id"]] = data["room_id"]
            if frame["seq"] > self._fetched_at:
                self.shown[data["thing_id"]] = data["value"]

    async def _fetch(self) -> None:
        """The page, over HTTP."""
        self._fetched_at, self.shown, rooms_of = await sync_to_async(_page)(self.actor)
        self._room_of.update(rooms_of)


def _page(actor: Actor) -> tuple[int, dict[str, int], dict[str, str]]:
    head, shown = rooms.snapshot(actor)
    return head, shown, rooms.room_of_things()
