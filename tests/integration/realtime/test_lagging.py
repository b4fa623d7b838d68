"""A client that stops reading: it is cut off, it resumes, and nobody else notices."""

import socket
from typing import ClassVar
from uuid import UUID

from asgiref.sync import sync_to_async

from events import audience
from events.base import Event
from events.recording import action, publish, recording
from kernel.actor import Actor
from kernel.ids import uuid7
from tests.integration.realtime.client import Reader
from tests.integration.realtime.conftest import Browser, Hands, browser, open_socket
from tests.integration.realtime.server import Server
from tests.worlds import World

THING, LAST = uuid7(), uuid7()
EVENTS, IDS = 1_200, 300


class Listed(Event):
    """An event of ten kilobytes."""

    type: ClassVar[str] = "tests.listed"
    things: list[UUID]

    @property
    def subject(self) -> str:
        return f"thing:{THING}"

    @property
    def audience(self) -> str:
        return audience.EVERYONE


@action
def list_things(*, actor: Actor, things: list[UUID]) -> None:
    """Publish a large event."""
    publish(Listed(things=things), actor=actor)


def list_many(actor: Actor) -> None:
    """Twelve megabytes of events: more than kernel buffers and ours take together."""
    things = [uuid7() for _ in range(IDS)]
    for _ in range(EVENTS // 100):
        with recording():
            for _ in range(100):
                list_things(actor=actor, things=things)


async def test_a_frozen_client_is_cut_off_and_resumes_without_loss(committed_world: World, server: Server, hands: Hands) -> None:
    frozen = Reader(["things"])
    deaf = socket.create_connection(("127.0.0.1", server.port))
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    deaf.setblocking(False)
    async with browser(server, committed_world, None) as awake:
        async with open_socket(server.port, sock=deaf, max_queue=1) as line:
            sleeper = Browser(line, frozen)
            await sleeper.say(**frozen.hello())
            await sleeper.until_kind("ready")
            await sync_to_async(list_many)(hands.alice)
            await hands.announce(LAST)
            # The other client has everything, although this one has not read since.
            await awake.until_announced(LAST)
            assert len(awake.reader.applied) == EVENTS + 1
            before = len(frozen.applied)
            assert await sleeper.until_closed() in (4009, 1006)
        assert before < len(frozen.applied) < EVENTS
    async with browser(server, committed_world, None, frozen) as back:
        await back.until_announced(LAST)
    seqs = [frame["seq"] for frame in frozen.applied]
    assert seqs == list(range(seqs[0], seqs[0] + EVENTS + 1))
    assert (frozen.breaches, frozen.resets, awake.reader.breaches) == ([], 0, [])
