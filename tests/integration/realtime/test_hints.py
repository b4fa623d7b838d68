"""Hints and lanes between processes, over Redis."""

import asyncio
import time
from collections.abc import AsyncIterator
from uuid import UUID

import orjson
import pytest
from django.conf import settings

from kernel.ids import uuid7
from realtime.announcing import HINT, Publisher
from realtime.hints import LANE, Listener
from tests.integration.realtime.client import Reader
from tests.integration.realtime.conftest import Hands, browser
from tests.integration.realtime.server import Server
from tests.plugin import TENANTS
from tests.worlds import World

ACME = TENANTS["acme"]
Heard = asyncio.Queue[tuple[str, UUID, bytes]]


@pytest.fixture
async def heard() -> AsyncIterator[Heard]:
    """What another process would hear of acme."""
    messages: Heard = asyncio.Queue()
    connected = asyncio.Event()
    listener = Listener(settings.CHORUS.redis_url, lambda *message: messages.put_nowait(message), connected.set)
    await listener.add(ACME)
    async with asyncio.timeout(20):
        await connected.wait()
    yield messages
    await listener.close()


async def next_of(heard: Heard, kind: str, holds: bytes) -> bytes:
    async with asyncio.timeout(20):
        while True:
            found, tenant_id, data = await heard.get()
            if found == kind and tenant_id == ACME and holds in data:
                return data


async def test_a_commit_is_hinted_to_other_processes(committed_world: World, hands: Hands, heard: Heard) -> None:
    await hands.announce(uuid7())
    assert int(await next_of(heard, HINT, b"1")) >= 1


async def test_a_lane_reaches_other_processes(committed_world: World, server: Server, hands: Hands, heard: Heard) -> None:
    topic = f"conversation:{uuid7()}"
    async with browser(server, committed_world, "ben", Reader(["me", topic])) as ben:
        await ben.say(t="lane", topic=topic, state="viewing")
        said = orjson.loads(await next_of(heard, LANE, topic.encode()))
    assert (said["name"], said["state"], said["user"]) == ("Ben", "viewing", str(committed_world.users["ben"].pk))


async def test_a_lane_from_another_process_reaches_sockets_here(committed_world: World, server: Server, hands: Hands) -> None:
    topic = f"conversation:{uuid7()}"
    async with browser(server, committed_world, "ben", Reader(["me", topic])) as ben:
        said = {"from": "elsewhere", "topic": topic, "user": str(uuid7()), "name": "Berta", "state": "typing"}
        renewing = asyncio.create_task(renew(Publisher(settings.CHORUS.redis_url), said))
        assert (await ben.until_kind("lane"))["user"]["name"] == "Berta"
        renewing.cancel()


async def renew(other: Publisher, said: dict[str, str]) -> None:
    """Say it again and again, as windows do: a lane said before the listener has subscribed is lost by design."""
    while True:
        other._client.publish(f"{LANE}{ACME}", orjson.dumps(said))
        await asyncio.sleep(0.2)


async def test_a_tenant_that_comes_while_the_connection_is_being_made_is_heard() -> None:
    messages: Heard = asyncio.Queue()
    connected = asyncio.Event()
    listener = Listener(settings.CHORUS.redis_url, lambda *message: messages.put_nowait(message), connected.set)
    try:
        for _ in range(3):  # the listener's own task has begun, and waits for Redis
            await asyncio.sleep(0)
        assert not connected.is_set()
        await listener.add(ACME)
        async with asyncio.timeout(20):
            await connected.wait()
        said = {"from": "elsewhere", "topic": f"conversation:{uuid7()}", "user": str(uuid7()), "name": "Berta", "state": "typing"}
        renewing = asyncio.create_task(renew(Publisher(settings.CHORUS.redis_url), said))
        await next_of(messages, LANE, said["topic"].encode())
        renewing.cancel()
    finally:
        await listener.close()


def test_a_redis_that_is_away_costs_one_try_a_second() -> None:
    publisher = Publisher("unix:///nowhere/redis.sock")
    publisher.hint(ACME, 1)
    begun = time.perf_counter()
    for _ in range(1_000):
        publisher.hint(ACME, 1)
    assert time.perf_counter() - begun < 0.5
