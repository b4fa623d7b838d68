"""Losing and gaining sight while a socket is open."""

from asgiref.sync import sync_to_async

from access.grants import access_changed
from community.actions.replies import post_reply
from community.actions.spaces import create_space, update_space
from community.actions.topics import create_topic
from kernel.ids import uuid7
from tests.integration.realtime.client import Reader
from tests.integration.realtime.conftest import Hands, browser
from tests.integration.realtime.server import Server
from tests.worlds import World

ROOM, THING = uuid7(), uuid7()
CONVERSATION = f"conversation:{uuid7()}"


async def test_who_is_put_out_is_told_to_forget_and_hears_no_more(committed_world: World, server: Server, hands: Hands) -> None:
    await hands.let_in("ben", ROOM)
    async with browser(server, committed_world, "ben") as ben:
        await hands.change(THING, ROOM)
        await hands.put_out("ben", ROOM)
        await hands.change(THING, ROOM)
        await hands.announce(THING)
        await ben.until_announced(THING)

    assert ben.reader.forgotten == [f"room:{ROOM}"]
    kinds = [frame["type"] for frame in ben.reader.applied]
    assert kinds == ["tests.thing_changed", "access.grants_changed", "tests.announced"]
    assert ben.reader.breaches == []


async def test_a_replay_shows_nothing_of_what_was_lost_meanwhile(committed_world: World, server: Server, hands: Hands) -> None:
    await hands.let_in("ben", ROOM)
    reader = Reader(["things", "me"])
    async with browser(server, committed_world, "ben", reader):
        pass
    await hands.change(THING, ROOM)
    await hands.put_out("ben", ROOM)
    async with browser(server, committed_world, "ben", reader) as ben:
        await hands.announce(THING)
        await ben.until_announced(THING)
    assert [frame["type"] for frame in reader.applied] == ["access.grants_changed", "tests.announced"]


async def test_who_is_let_in_hears_from_then_on(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "ben") as ben:
        await hands.change(THING, ROOM)
        await hands.let_in("ben", ROOM)
        await hands.change(THING, ROOM)
        await hands.announce(THING)
        await ben.until_announced(THING)
    values = [frame["data"].get("value") for frame in ben.reader.applied if frame["type"] == "tests.thing_changed"]
    assert values == [2]


async def test_a_space_that_closes_is_forgotten_at_once(committed_world: World, server: Server, hands: Hands) -> None:
    space = await sync_to_async(create_space)(actor=hands.alice, name="Help")
    topic = await sync_to_async(create_topic)(actor=hands.alice, space_id=space.pk, title="My tap drips", body="It drips.")
    async with browser(server, committed_world, "bob", Reader(["things", f"topic:{topic.pk}"])) as bob:
        await sync_to_async(update_space)(actor=hands.alice, space_id=space.pk, visibility="staff")
        await sync_to_async(post_reply)(actor=hands.alice, topic_id=topic.pk, body="For colleagues alone.")
        await hands.announce(THING)
        await bob.until_announced(THING)
    assert (bob.reader.forgotten, bob.reader.refused) == ([f"space:{space.pk}"], [f"topic:{topic.pk}"])
    assert [frame["type"] for frame in bob.reader.applied] == ["tests.announced"]


async def test_a_deactivated_account_is_signed_out(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "ben") as ben:
        await sync_to_async(set_and_tell)(hands, "ben", deactivated_at="2026-01-01T00:00:00Z")
        assert await ben.until_closed() == 4003


async def test_a_lost_staff_role_ends_the_connection(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "ben") as ben:
        await sync_to_async(set_and_tell)(hands, "ben", role="member")
        assert await ben.until_closed() == 4003


async def test_signing_out_in_one_window_ends_the_others(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "ben") as ben:
        await sync_to_async(delete_sessions)(committed_world, "ben")
        await sync_to_async(access_changed)(actor=hands.alice, user=committed_world.users["ben"])
        assert await ben.until_closed() == 4003


async def test_a_session_that_ended_before_is_told_so(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "ben") as ben:
        await sync_to_async(delete_sessions)(committed_world, "ben")
        await ben.say(**ben.reader.hello())
        assert await ben.until_closed() == 4003


async def test_colleagues_see_each_other_in_a_conversation(committed_world: World, server: Server, hands: Hands) -> None:
    topics = ["me", CONVERSATION]
    async with browser(server, committed_world, "ben", Reader(topics)) as ben:
        async with browser(server, committed_world, "berta", Reader(topics)) as berta:
            await ben.say(t="lane", topic=CONVERSATION, state="typing")
            lane = await berta.until_kind("lane")
            assert lane == {
                "t": "lane",
                "topic": CONVERSATION,
                "user": {"id": str(committed_world.users["ben"].pk), "name": "Ben"},
                "state": "typing",
            }
            await berta.say(t="lane", topic=CONVERSATION, state="viewing")
            assert (await ben.until_kind("lane"))["user"]["name"] == "Berta"
            async with browser(server, committed_world, "amira", Reader(topics)) as amira:
                await amira.until_kind("lane")
                await amira.until_kind("lane")
        left = await ben.until_kind("lane")
        assert (left["user"]["name"], left["state"]) == ("Berta", "idle")


async def test_a_member_sees_nobody_in_a_conversation(committed_world: World, server: Server, hands: Hands) -> None:
    async with browser(server, committed_world, "bob", Reader(["me", CONVERSATION])) as bob:
        assert (await bob.until_kind("refused"))["topic"] == CONVERSATION
        await bob.say(t="lane", topic=CONVERSATION, state="typing")
        assert (await bob.until_kind("refused"))["topic"] == CONVERSATION


def set_and_tell(hands: Hands, name: str, **values: object) -> None:
    user = hands.world.users[name]
    type(user).objects.filter(pk=user.pk).update(**values)
    access_changed(actor=hands.alice, user=user)


def delete_sessions(world: World, name: str) -> None:
    from accounts.sessions.store import SessionStore

    SessionStore.get_model_class().objects.filter(user_id=world.users[name].pk).delete()
