"""People over HTTP, as the staff application and members use it."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from kernel.ids import uuid7
from people.actions import add_identity, person_of_actor
from people.contracts import IdentityKey
from people.models import Person
from tests.unit.people.conftest import MakePerson
from tests.worlds import World

JSON = "application/json"


def get(world: World, who: str, path: str) -> Any:
    return world.client(who).get(f"/api/v1/{path}")


def test_a_colleague_reads_a_profile_by_any_of_its_ids(world: World, make_person: MakePerson) -> None:
    jo, kim, client = make_person("Jo", language="de"), make_person("Kim"), world.client("ben")
    merged = client.post(f"/api/v1/people/{jo.pk}/merges", {"other_id": str(kim.pk)}, JSON)
    assert merged.status_code == 201
    body = client.get(f"/api/v1/people/{kim.pk}").json()
    assert (body["id"], body["name"], body["language"]) == (str(jo.pk), "Jo", "de")
    assert {identity["display"] for identity in body["identities"]} == {"@Jo", "@Kim"}
    assert [(item["name"], item["merge_id"]) for item in body["merged_from"]] == [("Kim", merged.json()["merge_id"])]
    assert body["counts"].keys() >= {"conversations", "posts", "solutions"}


def test_a_merge_is_undone_over_http_and_twice_is_once(world: World, make_person: MakePerson) -> None:
    jo, kim, client = make_person("Jo"), make_person("Kim"), world.client("ben")
    merge_id = client.post(f"/api/v1/people/{jo.pk}/merges", {"other_id": str(kim.pk)}, JSON).json()["merge_id"]
    for _ in range(2):
        assert client.delete(f"/api/v1/people/merges/{merge_id}").status_code == 204
    assert client.get(f"/api/v1/people/{kim.pk}").json()["id"] == str(kim.pk)


def test_a_note_written_twice_with_one_id_comes_back_the_same(world: World, make_person: MakePerson) -> None:
    jo, client, note = make_person("Jo"), world.client("ben"), {"id": str(uuid7()), "body": "likes tea"}
    first, second = (client.post(f"/api/v1/people/{jo.pk}/notes", note, JSON) for _ in range(2))
    assert (first.status_code, first.json()) == (201, second.json())
    assert (first.json()["body"], first.json()["author"]["handle"]) == ("likes tea", "ben")


def test_consents_are_set_and_read_back(world: World, make_person: MakePerson) -> None:
    jo, client = make_person("Jo"), world.client("ben")
    said = client.put(f"/api/v1/people/{jo.pk}/consents", {"kind": "research", "granted": True}, JSON)
    assert said.status_code == 200
    assert said.json()["granted_at"].endswith("Z")
    consents = client.get(f"/api/v1/people/{jo.pk}").json()["consents"]
    assert {item["kind"]: item["granted_at"] is not None for item in consents}["research"]


def test_a_misspelt_field_is_refused(world: World, make_person: MakePerson) -> None:
    answer = world.client("ben").put(
        f"/api/v1/people/{make_person('Jo').pk}/consents", {"kind": "research", "granted": True, "wihtdrawn": 1}, JSON
    )
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["wihtdrawn"])


def test_the_timeline_pages_through_notes_and_merges_newest_first(world: World, make_person: MakePerson) -> None:
    jo, client = make_person("Jo"), world.client("ben")
    for number in range(5):
        client.post(f"/api/v1/people/{jo.pk}/notes", {"id": str(uuid7()), "body": f"note {number}"}, JSON)
    client.post(f"/api/v1/people/{jo.pk}/merges", {"other_id": str(make_person("Kim").pk)}, JSON)
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/v1/people/{jo.pk}/timeline?size=2&cursor={cursor}").json()
        seen += [(item["kind"], item["excerpt"]) for item in page["items"]]
        cursor = page["next"]
    assert seen == [("merge", ""), *(("note", f"note {number}") for number in reversed(range(5)))]


@pytest.mark.parametrize("cursor", ["x", "WzAsMV0", "WzAsImEiLCJiIl0"], ids=["not base64", "too short", "no time in it"])
def test_a_damaged_cursor_is_refused(world: World, make_person: MakePerson, cursor: str) -> None:
    assert get(world, "ben", f"people/{make_person('Jo').pk}/timeline?cursor={cursor}").status_code == 400


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("jo", {"Jo Meyer", "Joana"}),
        ("JO M", {"Jo Meyer"}),
        ("meyer", {"Jo Meyer"}),
        ("@kim", {"Kim"}),
        ("dora@acme.example", {"Dora"}),
        ("100%", set()),
        ("élise", {"Élise"}),
    ],
    ids=["begins", "case", "later word", "handle", "account's address", "wildcards are letters", "accents"],
)
def test_people_are_found_by_what_one_remembers(world: World, make_person: MakePerson, q: str, found: set[str]) -> None:
    for name in ("Jo Meyer", "Joana", "Kim", "Élise"):
        make_person(name)
    person_of_actor(actor=world.actor("dora"))
    items = get(world, "ben", f"people?q={q.replace('%', '%25')}").json()["items"]
    assert {item["name"] for item in items} == found


def test_a_merged_person_is_found_by_the_old_name_and_shown_as_today(world: World, make_person: MakePerson) -> None:
    jo, kim = make_person("Jo"), make_person("Kim")
    world.client("ben").post(f"/api/v1/people/{jo.pk}/merges", {"other_id": str(kim.pk)}, JSON)
    assert [item["id"] for item in get(world, "ben", "people?q=kim").json()["items"]] == [str(jo.pk)]


def test_all_people_come_in_pages_by_name(world: World, make_person: MakePerson) -> None:
    for name in ("Cleo", "ann", "Bea"):
        make_person(name)
    first = get(world, "ben", "people?size=2").json()
    second = get(world, "ben", f"people?size=2&cursor={first['next']}").json()
    assert [item["name"] for item in first["items"] + second["items"]] == ["ann", "Bea", "Cleo"]
    assert second["next"] is None


def test_a_page_of_people_costs_the_same_queries_whatever_its_length(
    world: World, make_person: MakePerson, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        make_person(f"Person {number}")
    client = world.client("ben")
    client.get("/api/v1/people?size=1")
    with django_assert_max_num_queries(8):
        assert len(client.get("/api/v1/people?size=20").json()["items"]) == 20


def test_a_colleague_corrects_a_name_and_a_language(world: World, make_person: MakePerson) -> None:
    jo = make_person("Jo")
    answer = world.client("ben").patch(f"/api/v1/people/{jo.pk}", {"name": " Jo  Meyer ", "language": "fr"}, JSON)
    assert (answer.json()["name"], answer.json()["language"]) == ("Jo Meyer", "fr")
    assert world.client("ben").patch(f"/api/v1/people/{jo.pk}", {"language": "tlh"}, JSON).status_code == 400


def test_a_member_reads_their_own_profile_and_nobody_elses(world: World, make_person: MakePerson) -> None:
    mine = person_of_actor(actor=world.actor("bob"))
    add_identity(actor=world.actor("ben"), person_id=mine.pk, identity=IdentityKey("email", "", "bob@home.example"))
    body = get(world, "bob", f"people/{mine.pk}").json()
    assert {item["display"] for item in body["identities"]} == {"@bob", "bob@home.example"}
    assert get(world, "bob", f"people/{make_person('Jo').pk}").status_code == 404
    assert get(world, "bob", "people").status_code == 403


def test_somebody_of_another_brand_finds_nobody(world: World, make_person: MakePerson) -> None:
    jo, charlie = make_person("Jo"), world.client("charlie")
    assert charlie.get(f"/api/v1/people/{jo.pk}").status_code == 404
    assert charlie.post(f"/api/v1/people/{jo.pk}/notes", {"id": str(uuid7()), "body": "x"}, JSON).status_code == 404
    assert charlie.get("/api/v1/people?q=jo").json()["items"] == []
    assert Person.objects.filter(pk=jo.pk).exists()


def test_a_person_is_found_by_the_name_that_their_account_has_now(world: World) -> None:
    from accounts.actions.profile import change_profile
    from events.drain import drain
    from events.subscribers import get_subscriber

    bob = world.actor("bob")
    person_of_actor(actor=bob)
    change_profile(actor=bob, user_id=bob.user_id, name="Roberta")
    names = get_subscriber("people.names")
    assert names is not None
    drain(names, bob.tenant_id)
    assert [item["name"] for item in get(world, "ben", "people?q=rober").json()["items"]] == ["Roberta"]
