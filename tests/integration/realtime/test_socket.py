"""One socket through a real daphne: what it is told, and what it is not."""

from uuid import UUID

import pytest
from websockets.exceptions import InvalidStatus

from kernel.ids import uuid7
from tests.integration.realtime.client import Reader
from tests.integration.realtime.conftest import Browser, Hands, browser, open_socket
from tests.integration.realtime.server import Server
from tests.worlds import World

ROOM, OTHER_ROOM, THING, OTHER_THING = (uuid7() for _ in range(4))


def things_of(reader: Reader) -> list[UUID]:
    """Things whose changes the reader applied, in order."""
    return [UUID(frame["data"]["thing_id"]) for frame in reader.applied if frame["type"] == "tests.thing_changed"]


async def test_an_event_reaches_those_who_were_let_in_and_nobody_else(
    committed_world: World, server: Server, hands: Hands
) -> None:
    await hands.let_in("ben", ROOM)
    async with browser(server, committed_world, "ben") as ben, browser(server, committed_world, "bob") as bob:
        start = ben.reader.cursor
        assert start is not None
        await hands.change(OTHER_THING, OTHER_ROOM)
        await hands.change(THING, ROOM)
        await hands.announce(THING)
        await ben.until_announced(THING)
        await bob.until_announced(THING)

    event = ben.reader.applied[0]
    assert (event["seq"], event["prev"], event["subject"]) == (start + 2, start, f"thing:{THING}")
    assert event["data"] == {"thing_id": str(THING), "room_id": str(ROOM), "value": 1}
    assert event["actor"] is None  # who acted is for colleagues
    assert things_of(bob.reader) == []
    assert ben.reader.breaches == bob.reader.breaches == []


async def test_a_reader_without_an_account_hears_what_is_for_everybody(
    committed_world: World, server: Server, hands: Hands
) -> None:
    async with browser(server, committed_world, None) as stranger:
        await hands.change(THING, ROOM)
        await hands.announce(THING)
        await stranger.until_announced(THING)
    assert things_of(stranger.reader) == []


async def test_another_brand_hears_nothing(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "charlie", brand="globex") as charlie:
        await hands.announce(THING)
        await charlie.say(t="ping")
        await charlie.until_kind("pong")
        await charlie.say(t="join", topic=f"thing:{THING}")
        await charlie.until_kind("joined")
        await hands.announce(THING)
        await charlie.say(**charlie.reader.hello())
        await charlie.until_kind("ready")
    assert charlie.reader.applied == []


async def test_a_session_of_another_brand_is_a_stranger(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "charlie", Reader(["things"]), brand="acme") as charlie:
        await charlie.say(t="join", topic="me")
        assert (await charlie.until_kind("refused"))["topic"] == "me"


async def test_a_joined_topic_carries_its_own_subject_only(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, None, Reader([])) as stranger:
        await stranger.say(t="join", topic=f"thing:{THING}")
        await stranger.until_kind("joined")
        await hands.announce(OTHER_THING)
        await hands.announce(THING)
        await stranger.until_announced(THING)
        await stranger.say(t="leave", topic=f"thing:{THING}")
        await stranger.say(t="join", topic=f"thing:{OTHER_THING}")
        await stranger.until_kind("joined")
        await hands.announce(THING)
        await hands.announce(OTHER_THING)
        await stranger.until_announced(OTHER_THING)
    assert [frame["subject"] for frame in stranger.reader.applied] == [f"thing:{THING}", f"thing:{OTHER_THING}"]
    assert stranger.reader.breaches == []


async def test_an_unknown_topic_is_refused(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "alice") as alice:
        await alice.say(t="join", topic="nonsense")
        assert (await alice.until_kind("refused"))["topic"] == "nonsense"


@pytest.mark.parametrize(
    "frame",
    ["{}", "[]", '{"t":"hello","cursor":"1"}', '{"t":"ping","more":1}', '{"t":"join","topic":"x"}', "x" * 9_000],
    ids=["no kind", "no object", "cursor as text", "unknown field", "before hello", "too large"],
)
async def test_a_bad_frame_closes_the_socket(committed_world: World, server: Server, frame: str) -> None:
    async with open_socket(server.port) as socket:
        await socket.send(frame)
        assert await Browser(socket, Reader([])).until_closed() == 4008


async def test_a_client_that_talks_too_fast_is_closed(committed_world: World, server: Server) -> None:
    async with browser(server, committed_world, None) as stranger:
        for _ in range(100):
            await stranger.say(t="ping")
        assert await stranger.until_closed() == 4008


@pytest.mark.parametrize("origin", ["http://globex.localhost", "null", "https://acme.localhost.example"])
async def test_a_page_of_another_origin_is_refused(committed_world: World, server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        async with open_socket(server.port, origin=origin):
            pass


async def test_a_host_that_nobody_owns_is_refused(committed_world: World, server: Server) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        async with open_socket(server.port, host="nobody.localhost"):
            pass
