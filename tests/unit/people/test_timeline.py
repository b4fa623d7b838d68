"""One timeline across community and inbox, for whoever may see what."""

from typing import Any

from community.actions.replies import post_reply
from community.actions.solutions import accept_solution
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from inbox.actions.opening import open_conversation
from inbox.actions.organising import create_inbox
from inbox.contracts import ConversationSource, NewMessage
from kernel.actor import system_actor
from kernel.clock import now
from people.actions import person_of_actor
from people.actions.merging import merge_people, undo_merge
from people.models import Person
from tests.plugin import TENANTS
from tests.unit.people.conftest import MakePerson
from tests.worlds import World


def ask_and_solve(world: World) -> None:
    """Bob asks in a public space, Dora answers, Bob accepts; Dora also writes where only staff read."""
    alice, bob, dora = (world.actor(name) for name in ("alice", "bob", "dora"))
    space = create_space(actor=alice, name="Brewing", slug="brewing")
    topic = create_topic(actor=bob, space_id=space.pk, title="How long?", body="Mine stopped.")
    reply = post_reply(actor=dora, topic_id=topic.pk, body="Two weeks.")
    post_reply(actor=dora, topic_id=topic.pk, body="Or three.")
    accept_solution(actor=bob, topic_id=topic.pk, post_id=reply.pk)


def write_in(world: World, customer: Person) -> None:
    """A conversation of this customer in an inbox that only supervisors see."""
    inbox = create_inbox(actor=world.actor("alice"), name="Press", kind="api")
    message = NewMessage(customer.pk, "Does it ship?", now(), "api", "m-1")
    open_conversation(
        actor=system_actor(TENANTS["acme"]),
        inbox_id=inbox.pk,
        subject="Shipping",
        customer_id=customer.pk,
        source=ConversationSource("api", "c-1"),
        messages=[message],
    )


def timeline(world: World, who: str, person: Person) -> list[tuple[str, str]]:
    body: Any = world.client(who).get(f"/api/v1/people/{person.pk}/timeline").json()
    return [(item["kind"], item["title"]) for item in body["items"]]


def counts(world: World, who: str, person: Person) -> Any:
    return world.client(who).get(f"/api/v1/people/{person.pk}").json()["counts"]


def test_posts_solutions_and_conversations_stand_in_one_line(world: World, make_person: MakePerson) -> None:
    ask_and_solve(world)
    dora = person_of_actor(actor=world.actor("dora"))
    write_in(world, dora)
    assert timeline(world, "amira", dora) == [("conversation", "Shipping"), ("post", "How long?"), ("solution", "How long?")]
    assert counts(world, "amira", dora) == {"conversations": 1, "posts": 2, "solutions": 1}


def test_colleagues_see_what_their_inboxes_show(world: World) -> None:
    dora = person_of_actor(actor=world.actor("dora"))
    write_in(world, dora)
    assert timeline(world, "ben", dora) == []
    assert counts(world, "ben", dora)["conversations"] == 0


def test_after_a_merge_the_line_shows_what_both_did_and_after_its_undoing_again_apart(
    world: World, make_person: MakePerson
) -> None:
    ask_and_solve(world)
    dora, jo = person_of_actor(actor=world.actor("dora")), make_person("Jo")
    write_in(world, jo)
    merge = merge_people(actor=world.actor("amira"), person_id=jo.pk, other_id=dora.pk)
    whole = [("merge", "Dora"), ("conversation", "Shipping"), ("post", "How long?"), ("solution", "How long?")]
    assert timeline(world, "amira", jo) == timeline(world, "amira", dora) == whole
    undo_merge(actor=world.actor("amira"), merge_id=merge.pk)
    assert timeline(world, "amira", jo) == [("conversation", "Shipping")]
    assert counts(world, "amira", dora) == {"conversations": 0, "posts": 2, "solutions": 1}


def test_a_merge_shows_neither_in_public_nor_to_the_member(world: World, make_person: MakePerson) -> None:
    ask_and_solve(world)
    dora, other = person_of_actor(actor=world.actor("dora")), make_person("Zebedee")
    merge_people(actor=world.actor("amira"), person_id=other.pk, other_id=dora.pk)
    assert timeline(world, "dora", dora) == [("post", "How long?"), ("solution", "How long?")]
    page = world.client(None).get("/u/dora/")
    assert page.status_code == 200
    assert b"Dora" in page.content
    assert b"Zebedee" not in page.content
