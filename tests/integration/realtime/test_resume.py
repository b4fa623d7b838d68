"""Coming back: what was missed is replayed, and where it cannot be, the client is told so."""

import pytest
from asgiref.sync import sync_to_async

from kernel.ids import uuid7
from realtime.limits import FARTHEST
from tests.integration.realtime import rooms
from tests.integration.realtime.client import Reader
from tests.integration.realtime.conftest import Hands, browser
from tests.integration.realtime.server import Server
from tests.worlds import World

ROOM, THING, LAST = (uuid7() for _ in range(3))


@pytest.mark.parametrize("missed", [3, 700, 2_600], ids=["a few", "a few hundred", "more than the ring holds"])
async def test_what_was_missed_is_replayed_in_order(committed_world: World, server: Server, hands: Hands, missed: int) -> None:
    await hands.let_in("ben", ROOM)
    reader = Reader(["things", "me"])
    async with browser(server, committed_world, "ben", reader):
        pass
    await sync_to_async(rooms.change_thing)(actor=hands.alice, thing_id=THING, room_id=ROOM, times=missed)

    async with browser(server, committed_world, "ben", reader) as ben:
        await hands.announce(LAST)
        await ben.until_announced(LAST)

    values = [frame["data"]["value"] for frame in reader.applied if frame["type"] == "tests.thing_changed"]
    assert values == list(range(1, missed + 1))
    assert (reader.breaches, reader.resets) == ([], 0)


async def test_a_cursor_too_far_back_is_reset(committed_world: World, server: Server, hands: Hands) -> None:
    reader = Reader(["things"])
    async with browser(server, committed_world, None, reader):
        pass
    await sync_to_async(rooms.announce_often)(actor=hands.alice, thing_id=THING, times=FARTHEST + 1)
    async with browser(server, committed_world, None, reader):
        assert reader.resets == 1


async def test_a_cursor_of_another_history_is_reset(committed_world: World, server: Server, hands: Hands) -> None:
    reader = Reader(["things"])
    async with browser(server, committed_world, None, reader):
        reader.epoch = str(uuid7())
    async with browser(server, committed_world, None, reader):
        assert reader.resets == 1


async def test_a_cursor_from_the_future_is_reset(committed_world: World, server: Server, hands: Hands) -> None:
    reader = Reader(["things"])
    async with browser(server, committed_world, None, reader):
        assert reader.cursor is not None
        reader.cursor += 10
    async with browser(server, committed_world, None, reader):
        assert reader.resets == 1


async def test_a_cursor_below_what_was_pruned_is_reset(committed_world: World, server: Server, hands: Hands) -> None:
    reader = Reader(["things"])
    async with browser(server, committed_world, None, reader):
        pass
    await hands.announce(THING)
    await hands.announce(THING)
    await sync_to_async(prune)(hands)
    async with browser(server, committed_world, None, reader):
        assert reader.resets == 1


async def test_open_sockets_are_reset_when_history_is_rewritten(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, None) as stranger:
        await sync_to_async(begin_new_epoch)()
        await stranger.until_kind("reset")
        await hands.announce(THING)
        await stranger.until_announced(THING)
    assert stranger.reader.breaches == []


def prune(hands: Hands) -> None:
    with rooms.admin() as admin:
        admin.execute("UPDATE events_tenanthead SET pruned_seq = seq WHERE tenant_id = %s", [hands.alice.tenant_id])


def begin_new_epoch() -> None:
    with rooms.admin() as admin:
        admin.execute("UPDATE events_tenanthead SET epoch = gen_random_uuid()")
