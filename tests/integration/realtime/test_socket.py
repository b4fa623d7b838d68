"""One socket through a real daphne: what it is told, and what it is not."""

import asyncio
import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from kernel.ids import uuid7
from tests.integration.realtime import rooms
from tests.integration.realtime.client import Reader
from tests.integration.realtime.conftest import cookie_of, open_socket
from tests.integration.realtime.server import Server
from tests.worlds import World

ROOM, OTHER_ROOM, THING, OTHER_THING = (uuid7() for _ in range(4))


async def say(socket: ClientConnection, frame: dict[str, Any]) -> None:
    await socket.send(json.dumps(frame))


async def next_frame(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """The next frame of this kind; others are passed over."""
    async with asyncio.timeout(10):
        while True:
            frame: dict[str, Any] = json.loads(await socket.recv())
            if frame["t"] == kind:
                return frame


async def close_code(socket: ClientConnection) -> int | None:
    """The code with which the server closes."""
    async with asyncio.timeout(10):
        try:
            while True:
                await socket.recv()
        except ConnectionClosed:
            return socket.close_code


async def test_an_event_reaches_those_who_were_let_in_and_nobody_else(committed_world: World, server: Server) -> None:
    actor = await sync_to_async(committed_world.actor)("alice")
    user = committed_world.users["ben"]
    await sync_to_async(rooms.let_in)(actor=actor, user=user, room_id=ROOM)
    cookie = await sync_to_async(cookie_of)(committed_world, "ben")
    async with open_socket(server.port, cookie=cookie) as socket:
        reader = Reader(["things", "me"])
        await say(socket, reader.hello())
        ready = await next_frame(socket, "ready")

        await sync_to_async(rooms.change_thing)(actor=actor, thing_id=OTHER_THING, room_id=OTHER_ROOM)
        await sync_to_async(rooms.change_thing)(actor=actor, thing_id=THING, room_id=ROOM)
        event = await next_frame(socket, "event")

    assert event["prev"] == ready["seq"]
    assert event["seq"] == ready["seq"] + 2
    assert event["subject"] == f"thing:{THING}"
    assert event["data"] == {"thing_id": str(THING), "room_id": str(ROOM), "value": 1}
    assert event["actor"] == str(actor.user_id)


@pytest.mark.parametrize(
    "frame", ["{}", "[]", '{"t":"hello","cursor":"1"}', '{"t":"ping","more":1}', '{"t":"join","topic":"x"}', "x" * 9_000]
)
async def test_a_bad_frame_closes_the_socket(committed_world: World, server: Server, frame: str) -> None:
    async with open_socket(server.port) as socket:
        await socket.send(frame)
        assert await close_code(socket) == 4008


async def test_another_origin_is_refused(committed_world: World, server: Server) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        async with open_socket(server.port, origin="http://globex.localhost"):
            pass
