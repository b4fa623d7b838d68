"""The list: filters, order, pages, search, and a number of queries that does not depend on anything."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inbox.actions.assigning import assign_conversation
from inbox.actions.changing import mark_read, set_labels, set_status
from inbox.actions.organising import create_label
from inbox.models.words import as_query, searchable
from inbox.queries.counters import get_counters
from inbox.queries.listing import Filters, list_conversations
from inbox.queries.timeline import get_timeline
from kernel.clock import now

MOST_QUERIES = 8


def listed(desk: Any, name: str = "ben", *, size: int = 50, **filters: Any) -> list[Any]:
    page = list_conversations(actor=desk.actor(name), filters=Filters(**{"status": "all", **filters}), cursor=None, size=size)
    return [row.id for row in page.items]


def test_filters_narrow_the_list(desk: Any) -> None:
    ben, berta = desk.world.users["ben"].pk, desk.world.users["berta"].pk
    mine, hers, nobodys, campaign, spanish = (
        desk.open(said_at=now() - timedelta(hours=hours))
        if hours < 4
        else desk.open(said_at=now() - timedelta(hours=hours), **more)
        for hours, more in [(1, {}), (2, {}), (3, {}), (4, {"inbox": desk.marketing_only}), (5, {"language": "es"})]
    )
    assign_conversation(actor=desk.actor("ben"), conversation_id=mine, user_id=ben, team_id=desk.marketing)
    assign_conversation(actor=desk.actor("ben"), conversation_id=hers, user_id=berta, team_id=desk.support)
    set_status(actor=desk.actor("ben"), conversation_id=nobodys, status="resolved")
    label = create_label(actor=desk.actor("alice"), name="VIP", hue=1).pk
    set_labels(actor=desk.actor("ben"), conversation_id=hers, label_ids=[label])
    assert listed(desk) == [mine, hers, nobodys, campaign, spanish]
    assert listed(desk, assignee="me") == [mine]
    assert listed(desk, assignee=berta) == [hers]
    assert listed(desk, assignee="any") == [mine, hers]
    assert listed(desk, assignee="none") == [nobodys, campaign, spanish]
    assert listed(desk, team=desk.support) == [hers]
    assert listed(desk, label=label) == [hers]
    assert listed(desk, inbox=desk.marketing_only) == [campaign]
    assert listed(desk, inbox=desk.support_only) == []
    assert listed(desk, language="es") == [spanish]
    assert listed(desk, status="resolved") == [nobodys]
    assert listed(desk, order="oldest") == [spanish, campaign, nobodys, hers, mine]
    assert listed(desk, order="waiting") == [spanish, campaign, hers, mine, nobodys]


def test_pages_cover_the_list_once_in_both_directions(desk: Any) -> None:
    made = [desk.open(said_at=now() - timedelta(minutes=number // 2)) for number in range(7)]
    actor, cursor, seen, back = desk.actor("ben"), None, [], None
    for order in ("newest", "oldest", "waiting"):
        cursor, seen = None, []
        while True:
            page = list_conversations(actor=actor, filters=Filters(order=order), cursor=cursor, size=3)
            seen += [row.id for row in page.items]
            if page.next_cursor is None:
                break
            cursor, back = page.next_cursor, page.previous_cursor
        assert sorted(seen) == sorted(made)
        assert len(seen) == len(set(seen))
    assert back is not None


def test_unread_is_what_came_from_outside_since_one_looked(desk: Any) -> None:
    conversation, ben = desk.open(), desk.actor("ben")
    one = lambda: list_conversations(actor=ben, filters=Filters(), cursor=None).items[0].unread  # noqa: E731 - read three times
    assert one() is True
    mark_read(actor=ben, conversation_id=conversation, seq=1)
    assert one() is False
    desk.receive(conversation)
    assert one() is True


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("Does it ship to Perú?", "peru"),
        ("Does it ship to Perú?", "SHIP per"),
        ("配送はペルーまで可能ですか", "ペルー"),
        ("هل يتم الشحن إلى بيرو؟", "الشحن"),
        ("Straße gesperrt", "strasse"),
        ("order AB-1234 is lost", "ab-1234"),
        ("it's broken", "it's"),
    ],
    ids=["accent", "two words", "japanese", "arabic", "sharp s", "hyphen", "apostrophe"],
)
def test_search_finds_words_of_messages_in_every_script(desk: Any, body: str, query: str) -> None:
    wanted = desk.open(body=body)
    desk.open(body="nothing of the kind")
    assert listed(desk, q=query) == [wanted]


def test_search_finds_subject_customer_and_number(desk: Any) -> None:
    first, second = desk.open(body="a", subject="Broken kettle"), desk.open(body="b", subject="Late parcel")
    assert listed(desk, q="kett") == [first]
    assert set(listed(desk, q="bob")) == {first, second}
    assert listed(desk, q="#2") == [second]
    assert listed(desk, q="kettle", status="resolved") == []


@pytest.mark.parametrize("query", ["'", "!&|", "a' | 'b", "<->", "\\", ":*", "((", "' OR 1=1 --", "%", "\u0000x"])
def test_no_text_breaks_the_search(desk: Any, query: str) -> None:
    desk.open()
    assert isinstance(listed(desk, q=query), list)


def test_query_of_words_keeps_operators_out() -> None:
    assert as_query("a' | !b:*") == "'a':* & 'b':*"
    assert searchable("Ｆｕｌｌ Ｗｉｄｔｈ") == "full width"


@pytest.mark.parametrize("name", ["ben", "alice"])
@pytest.mark.parametrize("filters", [{}, {"q": "question"}, {"label": True}], ids=["plain", "search", "label"])
def test_number_of_queries_is_constant(desk: Any, name: str, filters: dict[str, Any]) -> None:
    label = create_label(actor=desk.actor("alice"), name="L0", hue=0).pk
    wanted = {"label": label} if filters.get("label") else filters
    counts = []
    for round_number in range(2):
        for number in range(1 + 6 * round_number):
            conversation = desk.open(body="A question")
            names = [f"L{round_number}{number}{letter}" for letter in "ab"]
            labels = [create_label(actor=desk.actor("alice"), name=text, hue=1).pk for text in names]
            set_labels(actor=desk.actor("ben"), conversation_id=conversation, label_ids=[label, *labels])
            user = desk.world.users["ben" if number % 2 else "berta"].pk
            assign_conversation(actor=desk.actor("ben"), conversation_id=conversation, user_id=user, team_id=desk.marketing)
        actor = desk.actor(name)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = list_conversations(actor=actor, filters=Filters(status="all", **wanted), cursor=None, size=50)
        assert len(page.items) == 1 + 6 * round_number + round_number
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES + (2 if filters.get("q") else 0)


def test_timeline_and_counters_take_a_fixed_number_of_queries(desk: Any) -> None:
    conversation, actor = desk.open(), desk.actor("ben")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as timeline:
            get_timeline(actor=actor, conversation_id=conversation, cursor=None)
        with CaptureQueriesContext(connection) as counters:
            get_counters(actor=actor)
        counts.append((len(timeline), len(counters)))
        for number in range(5):
            desk.receive(conversation, f"m{number}")
            desk.open()
    assert counts[0] == counts[1]
    assert counts[0] <= (MOST_QUERIES, 2)


def test_the_whole_page_over_http_takes_a_fixed_number_of_queries(desk: Any) -> None:
    client, counts = desk.world.client("ben"), []
    for amount in (1, 8):
        for _number in range(amount):
            desk.open()
        client.get("/api/v1/conversations")  # what a person may do is read once and remembered
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/api/v1/conversations").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
