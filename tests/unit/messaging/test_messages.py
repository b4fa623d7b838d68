"""Private messages: who may, who sees, who is told."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from brand_settings.actions import change_settings
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from kernel.ids import uuid7
from messaging.actions.arranging import add_people, change_exchange, mark_exchange_read, remove_from_exchange
from messaging.actions.sending import begin_exchange, send_message, withdraw_message
from messaging.contracts import Circumstances
from messaging.errors import NotTakenError, PairError, TooManyPeopleError
from messaging.models import Exchange, Message
from messaging.queries.exchanges import (
    find_messages,
    get_exchange,
    list_exchanges,
    list_messages,
    unread_exchanges,
)
from tests.worlds import World

EDGE = Circumstances()


def ids(world: World, *names: str) -> list[UUID]:
    return [world.users[name].pk for name in names]


def talk(world: World, by: str = "alice", *to: str, body: str = "Hello you", **more: Any) -> Exchange:
    return begin_exchange(actor=world.actor(by), user_ids=ids(world, *(to or ("bob",))), body=body, **more)


def group(world: World) -> Exchange:
    return talk(world, "alice", "bob", "dora", title="Picnic")


def test_two_people_talk_in_one_place_whoever_begins(world: World) -> None:
    first = talk(world, "alice", "bob")
    assert talk(world, "ben", "bob").pk != first.pk
    assert talk(world, "alice", "bob", body="Again").pk == first.pk
    assert list_messages(world.actor("bob"), first.pk).items[0].body == "Again"


def test_message_sent_twice_with_one_id_is_said_once(world: World) -> None:
    token, exchange = uuid7(), talk(world)
    for _ in range(2):
        send_message(actor=world.actor("bob"), exchange_id=exchange.pk, body="Yes", id=token)
    assert Message.objects.filter(exchange=exchange).count() == 2
    first = uuid7()
    assert talk(world, "alice", "dora", id=first).pk == talk(world, "alice", "dora", id=first).pk


def test_nobody_but_participants_sees_anything_not_even_the_owner(world: World) -> None:
    exchange = talk(world, "ben", "bob", body="Only for you")
    for stranger in ("alice", "mo", "dora"):
        with pytest.raises(NotFoundError):
            get_exchange(world.actor(stranger), exchange.pk)
        with pytest.raises(NotFoundError):
            list_messages(world.actor(stranger), exchange.pk)
        with pytest.raises(NotFoundError):
            send_message(actor=world.actor(stranger), exchange_id=exchange.pk, body="Hi")
        assert find_messages(world.actor(stranger), "only", cursor=None).items == []
        assert world.client(stranger).get(f"/messages/{exchange.pk}/").status_code == 404


def test_new_member_cannot_begin_but_can_answer(world: World) -> None:
    with pytest.raises(ForbiddenError):
        talk(world, "bob", "dora")
    exchange = talk(world, "alice", "bob")
    assert send_message(actor=world.actor("bob"), exchange_id=exchange.pk, body="Thanks").position == 2


def test_level_of_the_brand_decides_who_may_begin(world: World) -> None:
    change_settings(actor=world.actor("alice"), section="abilities", values={"message": 0})
    assert talk(world, "bob", "dora").pk


def test_switched_off_there_are_no_messages(world: World) -> None:
    exchange = talk(world)
    change_settings(actor=world.actor("alice"), section="messaging", values={"enabled": False})
    with pytest.raises(NotFoundError):
        get_exchange(world.actor("bob"), exchange.pk)
    assert world.client("bob").get("/messages/").status_code == 404
    assert b"data-envelope" not in world.client("bob").get("/").content


def test_unread_is_counted_by_conversation_and_ends_by_reading(world: World) -> None:
    exchange = talk(world)
    send_message(actor=world.actor("alice"), exchange_id=exchange.pk, body="Are you there?")
    bob = world.actor("bob")
    assert unread_exchanges(bob.user_id) == 1
    assert list_exchanges(bob, cursor=None).items[0].unread == 2
    assert mark_exchange_read(actor=bob, exchange_id=exchange.pk, position=1) == 1
    assert mark_exchange_read(actor=bob, exchange_id=exchange.pk, position=99) == 0
    assert unread_exchanges(bob.user_id) == 0
    assert unread_exchanges(world.users["alice"].pk) == 0


def test_who_is_added_sees_only_what_is_said_from_then_on(world: World) -> None:
    exchange = group(world)
    add_people(actor=world.actor("alice"), exchange_id=exchange.pk, user_ids=ids(world, "ben"))
    send_message(actor=world.actor("bob"), exchange_id=exchange.pk, body="Welcome")
    assert [m.body for m in list_messages(world.actor("ben"), exchange.pk).items if m.kind == "text"] == ["Welcome"]
    assert find_messages(world.actor("ben"), "hello", cursor=None).items == []


def test_who_left_sees_nothing_more_and_may_be_added_again(world: World) -> None:
    exchange = group(world)
    remove_from_exchange(actor=world.actor("bob"), exchange_id=exchange.pk, user_id=world.users["bob"].pk)
    with pytest.raises(NotFoundError):
        get_exchange(world.actor("bob"), exchange.pk)
    add_people(actor=world.actor("alice"), exchange_id=exchange.pk, user_ids=ids(world, "bob"))
    assert get_exchange(world.actor("bob"), exchange.pk).title == "Picnic"


def test_only_who_began_takes_others_out(world: World) -> None:
    exchange = group(world)
    with pytest.raises(ForbiddenError):
        remove_from_exchange(actor=world.actor("bob"), exchange_id=exchange.pk, user_id=world.users["dora"].pk)
    remove_from_exchange(actor=world.actor("alice"), exchange_id=exchange.pk, user_id=world.users["dora"].pk)
    assert [p.name for p in get_exchange(world.actor("alice"), exchange.pk).people] == ["Alice", "Bob"]


def test_talk_of_two_stays_between_two_and_comes_back_when_put_away(world: World) -> None:
    exchange = talk(world)
    with pytest.raises(PairError):
        add_people(actor=world.actor("alice"), exchange_id=exchange.pk, user_ids=ids(world, "dora"))
    remove_from_exchange(actor=world.actor("bob"), exchange_id=exchange.pk, user_id=world.users["bob"].pk)
    assert list_exchanges(world.actor("bob"), cursor=None).items == []
    send_message(actor=world.actor("alice"), exchange_id=exchange.pk, body="One more thing")
    assert len(list_exchanges(world.actor("bob"), cursor=None).items) == 1


def test_conversation_takes_no_more_people_than_the_brand_says(world: World) -> None:
    change_settings(actor=world.actor("alice"), section="messaging", values={"most_people": 3})
    exchange = group(world)
    with pytest.raises(TooManyPeopleError):
        add_people(actor=world.actor("alice"), exchange_id=exchange.pk, user_ids=ids(world, "ben"))


def test_silenced_member_says_nothing(world: World) -> None:
    from community.actions.members import silence

    exchange = talk(world)
    silence(actor=world.actor("mo"), user_id=world.users["bob"].pk, until=now() + timedelta(days=1), reason="Insults")
    with pytest.raises(ForbiddenError):
        send_message(actor=world.actor("bob"), exchange_id=exchange.pk, body="But")


def test_withdrawn_message_leaves_its_place_without_its_words(world: World) -> None:
    exchange = talk(world, body="A secret slip")
    message = Message.objects.get(exchange=exchange)
    with pytest.raises(ForbiddenError):
        withdraw_message(actor=world.actor("bob"), message_id=message.pk)
    withdraw_message(actor=world.actor("alice"), message_id=message.pk)
    shown = list_messages(world.actor("bob"), exchange.pk).items[0]
    assert (shown.is_hidden, shown.body, shown.html) == (True, "", "")
    assert find_messages(world.actor("bob"), "secret", cursor=None).items == []


def test_muted_participant_gets_no_notice(world: World) -> None:
    from accounts.events import NoticeGiven
    from tests.unit.messaging.hearing import events_of

    exchange = talk(world)
    change_exchange(actor=world.actor("bob"), exchange_id=exchange.pk, is_muted=True)
    before = len(events_of(NoticeGiven))
    send_message(actor=world.actor("alice"), exchange_id=exchange.pk, body="Psst")
    assert len(events_of(NoticeGiven)) == before


def test_each_participant_gets_an_event_of_their_own_and_nobody_else(world: World) -> None:
    from messaging.events import MessageSent
    from tests.unit.messaging.hearing import audiences_of

    group(world)
    assert audiences_of(MessageSent) == {f"user:{user_id}" for user_id in ids(world, "alice", "bob", "dora")}


def test_ignored_member_cannot_write_and_staff_can(world: World) -> None:
    from accounts import notices

    known = list(notices._ignorers)
    change_settings(actor=world.actor("alice"), section="abilities", values={"message": 0})
    notices.provide_ignorers(lambda users, person: set(users) & {world.users["dora"].pk})
    try:
        with pytest.raises(NotTakenError):
            talk(world, "bob", "dora")
        assert talk(world, "alice", "dora").pk
    finally:
        notices._ignorers[:] = known


def test_text_is_cleaned_and_bounded(world: World) -> None:
    exchange = talk(world, body="<script>alert(1)</script> **bold** [x](javascript:alert(1))")
    html = list_messages(world.actor("bob"), exchange.pk).items[0].html
    assert "<script" not in html
    assert "javascript:" not in html.replace("[x](javascript:", "")
    assert "<strong>bold</strong>" in html
    for bad in ("   ", "x" * 20_001):
        with pytest.raises(InvalidError):
            send_message(actor=world.actor("bob"), exchange_id=exchange.pk, body=bad)


def test_reported_message_is_shown_to_moderators_with_neighbours_and_written_down(world: World) -> None:
    from moderation.actions.flagging import flag_thing
    from moderation.models.audit import AuditEntry

    exchange = talk(world, "ben", "bob", body="Message 1")
    for number in range(2, 12):
        send_message(actor=world.actor("ben"), exchange_id=exchange.pk, body=f"Message {number}")
    bad = Message.objects.get(exchange=exchange, position=6)
    address, mo = f"/messages/reported/{bad.pk}/", world.client("mo")
    assert mo.get(address).status_code == 404
    with pytest.raises(NotFoundError):
        flag_thing(actor=world.actor("dora"), kind="message", thing_id=bad.pk, reason="illegal")
    change_settings(actor=world.actor("alice"), section="abilities", values={"flag": 0})
    flag_thing(actor=world.actor("bob"), kind="message", thing_id=bad.pk, reason="inappropriate")
    page = mo.get(address)
    assert page.status_code == 200
    shown = page.content.decode()
    assert all(f"Message {number}<" in shown for number in range(3, 10))
    assert not any(f"Message {number}<" in shown for number in (2, 10, 11))
    assert AuditEntry.objects.filter(verb="private_message_read", thing_id=bad.pk).count() == 1
    assert world.client("dora").get(address).status_code == 404
    assert world.client("bob").get(address).status_code == 302


def test_removed_message_is_seen_by_nobody(world: World) -> None:
    from moderation.contracts import source_of

    exchange = talk(world, body="Buy pills")
    message = Message.objects.get(exchange=exchange)
    source = source_of("message")
    assert source is not None
    source.hide(actor=world.actor("mo"), thing_id=message.pk, why="moderated", at=now())
    assert list_messages(world.actor("bob"), exchange.pk).items[0].is_hidden
    source.restore(actor=world.actor("mo"), thing_id=message.pk, at=now())
    assert list_messages(world.actor("bob"), exchange.pk).items[0].body == "Buy pills"


def test_same_first_words_to_many_are_refused(world: World) -> None:
    change_settings(actor=world.actor("alice"), section="abilities", values={"message": 0})
    talk(world, "bob", "dora", body="Come and buy my lovely watches", circumstances=EDGE)
    with pytest.raises(InvalidError):
        talk(world, "bob", "ben", body="Come and buy my lovely watches", circumstances=EDGE)


def test_pages_keep_their_promises_without_javascript(world: World) -> None:
    alice = world.client("alice")
    sent = alice.post("/messages/new/", {"to": "@bob, dora", "title": "Picnic", "body": "Saturday?", "id": str(uuid7())})
    assert sent.status_code == 302
    address = sent["Location"]
    bob = world.client("bob")
    assert "Picnic" in bob.get("/messages/").content.decode()
    assert "Saturday?" in bob.get(address).content.decode()
    assert bob.post(address, {"body": "Gladly"}).status_code == 302
    assert "Gladly" in alice.get(address).content.decode()
    assert bob.post(address, {"body": ""}).status_code == 400
    wrong = alice.post("/messages/new/", {"to": "@nobodyatall", "body": "Hm"})
    assert wrong.status_code == 400
    assert "@nobodyatall" in wrong.content.decode()
    assert "Hm" in wrong.content.decode()
    assert "Gladly" in alice.get("/messages/?q=gladly").content.decode()


def test_list_costs_the_same_however_many_there_are(world: World, django_assert_max_num_queries: Any) -> None:
    for name in ("bob", "dora", "ben", "berta", "mo"):
        talk(world, "alice", name)
    with django_assert_max_num_queries(8):
        assert len(list_exchanges(world.actor("alice"), cursor=None).items) == 5


def test_pages_go_through_all_without_gaps(world: World) -> None:
    exchange = talk(world)
    for number in range(9):
        send_message(actor=world.actor("alice"), exchange_id=exchange.pk, body=f"m{number}")
    seen, cursor = [], None
    while True:
        page = list_messages(world.actor("bob"), exchange.pk, cursor=cursor, size=3)
        seen += [message.position for message in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == list(range(10, 0, -1))
