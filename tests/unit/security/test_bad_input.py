"""Input that no form of ours sends: each gets an answer, none a failure."""

import base64
from typing import Any

import orjson
import pytest

from tests.unit.community.conftest import Community
from tests.worlds import World

SOME_ID = "018f0000-0000-7000-8000-000000000000"
ADDRESSES = [
    "/s/%00/",
    "/u/%00/",
    "/tags/%00/",
    "/t/a%00-1/",
    "/s/%00/feed.atom",
    "/s/machines/?tag=%00",
    "/s/machines/?cursor=%00",
    "/desk/%00",
    "/account/invitation/%00/",
    "/account/confirm-email/%00/",
    "/account/password/reset/key/%00-%00/",
    "/account/login/?next=%00",
    "/u/%ED%A0%80/",
    f"/u/{SOME_ID}/",
    "/t/a-999999999999999/",
    "/t/a-9999999999999999/",
    "/search/?q=a&page=" + "9" * 5_000,
    "/search/?q=%ED%A0%80%E2%80%AE",
    "/sitemaps/topics-" + "9" * 30 + ".xml",
    "/sitemaps/topics-" + "9" * 5_000 + ".xml",
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:40])
def test_addresses_that_nobody_links_to_are_answered(community: Community, address: str) -> None:
    community.ask()
    for name in (None, "bob", "alice"):
        assert community.world.client(name).get(address).status_code in (200, 301, 302, 400, 403, 404)


@pytest.mark.parametrize("values", [["0001-01-01T00:00:00+23:59", SOME_ID], ["9999-12-31T23:59:59-23:59", SOME_ID]])
@pytest.mark.parametrize("address", ["/", "/api/v1/conversations", "/api/v1/topics", "/api/v1/people/{bob}/timeline"])
def test_cursor_with_a_time_that_the_database_refuses_is_a_bad_cursor(
    community: Community, address: str, values: list[Any]
) -> None:
    from people.actions import person_of_actor

    person = person_of_actor(actor=community.actor("bob"))
    client = community.world.client("alice")
    path = "/s/machines/" if address == "/" else address.format(bob=person.pk)
    cursor = base64.urlsafe_b64encode(orjson.dumps([0, *values])).rstrip(b"=").decode()
    assert client.get(path, {"cursor": cursor}).status_code in (200, 400)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 6_000,
        b'{"name": "\\ud800"}',
        b'{"name": "a\\u0000"}',
        b'{"name": NaN}',
        b'{"name": {"name": "x"}}',
        b'{"name": true}',
        b'{"role": "owner"}',
        b'{"name": "x", "id": "' + SOME_ID.encode() + b'"}',
        b"nul",
        b"\xff\xfe",
        b"[]",
        b'"x"',
        b'{"name": "' + b"x" * 3_000_000 + b'"}',
    ],
    ids=range(15),
)
def test_body_that_is_no_input_is_refused(world: World, body: bytes) -> None:
    answer = world.client("bob").patch("/api/v1/me", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["code"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "text/json"])
def test_api_reads_json_alone(world: World, kind: str) -> None:
    answer = world.client("bob").patch("/api/v1/me", b'{"name": "Mallory"}', content_type=kind)
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "query",
    [
        "size=" + "9" * 5_000,
        "size=0",
        "size=true",
        "cursor=%C3%A9",
        "cursor=" + "a" * 501,
        "q=%00",
        "inbox=1",
        "assignee=all",
        "order=id",
        "nosuch=1",
        "language=%00",
    ],
)
def test_query_that_means_nothing_is_refused(world: World, query: str) -> None:
    assert world.client("alice").get("/api/v1/conversations?" + query).status_code == 400


@pytest.mark.parametrize("query", ["'):* |", "\\", "a & ! b", "((((", "\u202e", "\uffff", "ﷺ" * 190, "' OR 1=1 --"])
def test_any_words_can_be_searched_at_the_desk(world: World, query: str) -> None:
    client = world.client("alice")
    for address in ("/api/v1/conversations", "/api/v1/people", "/api/v1/members", "/api/v1/topics"):
        assert client.get(address, {"q": query}).status_code == 200


def test_session_ids_that_are_none_are_unknown(world: World) -> None:
    client = world.client("bob")
    for wrong in ("%00", "%", "' OR 1=1", "a" * 3_000):
        assert client.delete(f"/api/v1/sessions/{wrong}").status_code == 404
    for wrong in ("\x00", "%"):
        assert client.post("/account/sessions/", {"session": wrong}).status_code == 404
    assert client.get("/api/v1/me").status_code == 200


def test_tweet_from_a_year_beyond_all_calendars_is_a_broken_row() -> None:
    from inbox.importers.tweets.rows import BrokenRowError, parse_time

    with pytest.raises(BrokenRowError):
        parse_time("Tue Oct 31 22:10:47 +0000 " + "9" * 30)
