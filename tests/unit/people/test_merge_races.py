"""Two colleagues at once, in real transactions of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from kernel.ids import uuid7
from people.actions.merging import merge_people, undo_merge
from people.actions.notes import add_note
from people.models import Identity, Merge, Person, PersonNote
from people.queries import canonical_ids, member_ids
from tenants.context import tenant_context
from tests.plugin import TENANTS
from tests.unit.people.conftest import MakePerson
from tests.worlds import World


def at_once(*calls: Callable[[], Any]) -> None:
    """Run the calls in threads that start together; the first failure is raised."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> None:
        try:
            with tenant_context(TENANTS["acme"]):
                start.wait(timeout=10)
                call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        for done in [pool.submit(run, call) for call in calls]:
            done.result(timeout=60)


def assert_consistent(people: list[Person]) -> None:
    """Everybody's end is a person who was absorbed by nobody, and holds the identities of all who lead there."""
    ends = canonical_ids(person.pk for person in people)
    standing = dict(Merge.objects.filter(undone_at=None).values_list("merged_id", "kept_id"))
    for person in people:
        walked = person.pk
        for _step in people:
            walked = standing.get(walked, walked)
        assert ends[person.pk] == walked
        assert Identity.objects.get(value=person.name.lower()).person_id == walked


def test_merging_two_people_both_ways_at_once_ends_in_one_merge(committed_world: World, make_person: MakePerson) -> None:
    ben, berta = committed_world.actor("ben"), committed_world.actor("berta")
    for attempt in range(5):
        left, right = make_person(f"Left{attempt}"), make_person(f"Right{attempt}")
        at_once(
            lambda left=left, right=right: merge_people(actor=ben, person_id=left.pk, other_id=right.pk),
            lambda left=left, right=right: merge_people(actor=berta, person_id=right.pk, other_id=left.pk),
        )
        assert_consistent([left, right])
        assert Merge.objects.filter(undone_at=None, merged__in=[left, right]).count() == 1


def test_a_ring_of_merges_at_once_ends_in_one_person(committed_world: World, make_person: MakePerson) -> None:
    ben, people = committed_world.actor("ben"), [make_person(name) for name in ("Ann", "Bea", "Cleo", "Dee")]
    at_once(
        *(
            lambda kept=kept, other=other: merge_people(actor=ben, person_id=kept.pk, other_id=other.pk)
            for kept, other in zip(people, [*people[1:], people[0]], strict=True)
        )
    )
    assert_consistent(people)
    assert len(member_ids(people[0].pk)) == len(people)


def test_notes_written_during_merges_are_never_left_behind(committed_world: World, make_person: MakePerson) -> None:
    ben, jo, kim = committed_world.actor("ben"), make_person("Jo"), make_person("Kim")
    at_once(
        lambda: merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk),
        *(lambda: add_note(actor=ben, person_id=kim.pk, note_id=uuid7(), body="hello") for _ in range(3)),
    )
    assert set(PersonNote.objects.values_list("person_id", flat=True)) == {jo.pk}


def test_an_undo_beside_a_merge_further_up_leaves_a_forest(committed_world: World, make_person: MakePerson) -> None:
    ben, people = committed_world.actor("ben"), [make_person(name) for name in ("Ann", "Bea", "Cleo")]
    ann, bea, cleo = people
    inner = merge_people(actor=ben, person_id=bea.pk, other_id=cleo.pk)
    at_once(
        lambda: undo_merge(actor=ben, merge_id=inner.pk),
        lambda: merge_people(actor=ben, person_id=ann.pk, other_id=bea.pk),
    )
    assert_consistent(people)
    assert canonical_ids([cleo.pk])[cleo.pk] == cleo.pk
