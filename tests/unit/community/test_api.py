"""The community over HTTP: the contract, its refusals, and the same result for the same id."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from community.actions.moderating import hide_post
from community.actions.tagging import create_tag
from community.models import Post, Topic
from kernel.ids import uuid7
from tests.unit.community.conftest import Community

JSON = "application/json"


def _ask(community: Community, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(uuid7()),
        "space_id": str(community.public.pk),
        "title": "Too loud?",
        "body": "Very.",
        "tags": ["noise"],
    } | fields


def test_spaces_are_those_that_the_caller_may_read(community: Community) -> None:
    body = community.world.client("bob").get("/api/v1/spaces").json()
    assert [item["slug"] for item in body["items"]] == ["lounge", "machines"]
    assert (body["next"], body["previous"]) == (None, None)
    assert len(community.world.client("ben").get("/api/v1/spaces").json()["items"]) == 3


def test_asking_twice_with_one_id_is_one_topic(community: Community) -> None:
    create_tag(actor=community.actor("alice"), name="noise")
    client, given = community.world.client("bob"), _ask(community)
    first, second = (client.post("/api/v1/topics", given, JSON) for _ in range(2))
    assert (first.status_code, first.json()) == (201, second.json())
    body = first.json()
    assert body["author"].keys() == {"id", "name", "handle", "role", "user_id", "is_imported", "avatar_hue"}
    assert (body["author"]["handle"], body["tags"], body["url"]) == ("bob", ["noise"], f"/t/too-loud-{body['number']}/")
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hidden_at": "2020-01-01"}, "hidden_at"),
        ({"kind": "announcement"}, "kind"),
        ({"title": ""}, "title"),
        ({"tags": ["a b"]}, "tags"),
    ],
)
def test_unknown_and_unfit_fields_are_refused_by_name(community: Community, change: dict[str, Any], field: str) -> None:
    answer = community.world.client("bob").post("/api/v1/topics", _ask(community, **change), JSON)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    assert Topic.objects.count() == 0


def test_reply_solution_and_vote(community: Community) -> None:
    topic = community.ask("bob")
    bob, dora = community.world.client("bob"), community.world.client("dora")
    reply = dora.post(f"/api/v1/topics/{topic.pk}/posts", {"id": str(uuid7()), "body": "Try *this*."}, JSON)
    assert (reply.status_code, reply.json()["position"], reply.json()["origin"]) == (201, 2, "community")
    assert "<em>this</em>" in reply.json()["body_html"]
    post = reply.json()["id"]
    assert bob.put(f"/api/v1/posts/{post}/vote").json()["score"] == 1
    solved = bob.put(f"/api/v1/topics/{topic.pk}/solution", {"post_id": post}, JSON).json()
    assert (solved["is_solved"], solved["solution_id"]) == (True, post)
    assert bob.delete(f"/api/v1/topics/{topic.pk}/solution").json()["is_solved"] is False
    assert bob.delete(f"/api/v1/posts/{post}/vote").json()["score"] == 0
    assert dora.put(f"/api/v1/topics/{topic.pk}/solution", {"post_id": post}, JSON).status_code == 403
    assert dora.put(f"/api/v1/posts/{post}/vote").status_code == 403
    edited = dora.patch(f"/api/v1/posts/{post}", {"body": "Try that.", "version": 1}, JSON).json()
    assert (edited["body"], edited["version"]) == ("Try that.", 2)
    stale = dora.patch(f"/api/v1/posts/{post}", {"body": "Try what?", "version": 1}, JSON)
    assert (stale.status_code, stale.json()["code"]) == (409, "edit_conflict")


def test_posts_come_in_pages_without_the_hidden(community: Community) -> None:
    topic = community.ask("bob")
    for number in range(5):
        community.reply(topic, "dora", f"Reply {number}")
    hide_post(actor=community.actor("mo"), post_id=Post.objects.get(topic=topic, position=3).pk, reason="x")
    client = community.world.client("bob")
    first = client.get(f"/api/v1/topics/{topic.pk}/posts?size=3").json()
    second = client.get(f"/api/v1/topics/{topic.pk}/posts?size=3&cursor={first['next']}").json()
    assert [item["position"] for item in first["items"] + second["items"]] == [1, 2, 4, 5, 6]
    assert second["next"] is None


def test_topics_are_filtered_and_searched(community: Community) -> None:
    community.ask(title="Filter stuck", tags=["filter"])
    community.ask("ben", space=community.staff, title="Filter gossip")
    client = community.world.client("bob")

    def titles(query: str) -> list[str]:
        return [item["title"] for item in client.get(f"/api/v1/topics?{query}").json()["items"]]

    assert titles("") == titles("q=filter") == titles("tag=filter") == titles(f"space={community.public.pk}") == ["Filter stuck"]
    assert titles("solved=yes") == []
    assert client.get(f"/api/v1/topics?space={community.staff.pk}").status_code == 404
    assert client.get("/api/v1/topics?sapce=1").status_code == 400
    assert client.get("/api/v1/topics?q=filter&cursor=junk").status_code == 400


@pytest.mark.parametrize(
    "call",
    [
        ("get", "topics/{topic}", None),
        ("get", "topics/{topic}/posts", None),
        ("post", "topics/{topic}/posts", {"id": str(uuid7()), "body": "x"}),
        ("put", "topics/{topic}/solution", {"post_id": "{post}"}),
        ("delete", "topics/{topic}/solution", None),
        ("patch", "posts/{post}", {"body": "x"}),
        ("put", "posts/{post}/vote", None),
        ("delete", "posts/{post}/vote", None),
    ],
)
@pytest.mark.parametrize(("reader", "status"), [("charlie", 404), (None, 401)])
def test_strangers_get_nothing(
    community: Community, call: tuple[str, str, dict[str, str] | None], reader: str | None, status: int
) -> None:
    method, path, body = call
    topic = community.ask("bob")
    names = {"topic": str(topic.pk), "post": str(community.reply(topic).pk)}
    data = {key: value.format(**names) for key, value in body.items()} if body else None
    answer = getattr(community.world.client(reader), method)(f"/api/v1/{path.format(**names)}", data, content_type=JSON)
    assert answer.status_code == status
    assert Topic.objects.get().reply_count == 1


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    community: Community, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = community.world.client("ben")
    for number in range(20):
        topic = community.ask(["bob", "dora", "mo"][number % 3], title=f"Topic {number}", tags=[f"tag{number}"])
        community.reply(topic, "ben")
    client.get("/api/v1/topics")
    with django_assert_max_num_queries(10):
        assert len(client.get("/api/v1/topics").json()["items"]) == 20
