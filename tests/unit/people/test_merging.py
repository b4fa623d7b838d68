"""One person out of two, and back."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from events.models import Event
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from kernel.ids import uuid7
from people.actions import ensure_person, person_of_actor
from people.actions.bulk import ImportedPerson, ensure_imported_people
from people.actions.merging import merge_people, undo_merge
from people.actions.notes import add_note
from people.contracts import IdentityKey
from people.errors import IdTakenError, SamePersonError
from people.models import Identity, Merge, Person
from people.queries import canonical_ids, member_ids, people_by_id, person_id_of_user
from tests.unit.people.conftest import MakePerson
from tests.worlds import World


def identities_of(person: Person) -> set[str]:
    return set(Identity.objects.filter(person=person).values_list("value", flat=True))


def test_a_merge_moves_what_is_known_and_undo_brings_exactly_that_back(world: World, make_person: MakePerson) -> None:
    ben, jo, kim = world.actor("ben"), make_person("Jo"), make_person("Kim")
    note = add_note(actor=ben, person_id=kim.pk, note_id=uuid7(), body="likes tea")
    merge = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk)
    note.refresh_from_db()
    assert (identities_of(jo), identities_of(kim), note.person_id) == ({"jo", "kim"}, set(), jo.pk)
    undo_merge(actor=ben, merge_id=merge.pk)
    note.refresh_from_db()
    assert (identities_of(jo), identities_of(kim), note.person_id, note.home_id) == ({"jo"}, {"kim"}, kim.pk, None)


def test_what_was_noted_while_the_merge_stood_stays_with_who_absorbed(world: World, make_person: MakePerson) -> None:
    ben, jo, kim = world.actor("ben"), make_person("Jo"), make_person("Kim")
    merge = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk)
    note = add_note(actor=ben, person_id=kim.pk, note_id=uuid7(), body="called today")
    undo_merge(actor=ben, merge_id=merge.pk)
    note.refresh_from_db()
    assert note.person_id == jo.pk


def test_ids_of_a_chain_lead_to_its_end_in_one_step(world: World, make_person: MakePerson) -> None:
    ben = world.actor("ben")
    people = [make_person(name) for name in ("Ann", "Bea", "Cleo")]
    ann, bea, cleo = (person.pk for person in people)
    merge_people(actor=ben, person_id=bea, other_id=cleo)
    merge_people(actor=ben, person_id=ann, other_id=bea)
    assert canonical_ids([ann, bea, cleo]) == dict.fromkeys([ann, bea, cleo], ann)
    assert member_ids(cleo) == [ann, bea, cleo]


def test_an_inner_merge_can_be_undone_while_an_outer_one_stands(world: World, make_person: MakePerson) -> None:
    ben, ann, bea, cleo = world.actor("ben"), make_person("Ann"), make_person("Bea"), make_person("Cleo")
    inner = merge_people(actor=ben, person_id=bea.pk, other_id=cleo.pk)
    merge_people(actor=ben, person_id=ann.pk, other_id=bea.pk)
    undo_merge(actor=ben, merge_id=inner.pk)
    assert identities_of(ann) == {"ann", "bea"}
    assert identities_of(cleo) == {"cleo"}
    assert member_ids(cleo.pk) == [cleo.pk]


def test_undoing_the_outer_merge_keeps_the_inner_one(world: World, make_person: MakePerson) -> None:
    ben, ann, bea, cleo = world.actor("ben"), make_person("Ann"), make_person("Bea"), make_person("Cleo")
    merge_people(actor=ben, person_id=bea.pk, other_id=cleo.pk)
    outer = merge_people(actor=ben, person_id=ann.pk, other_id=bea.pk)
    undo_merge(actor=ben, merge_id=outer.pk)
    assert identities_of(bea) == {"bea", "cleo"}
    assert member_ids(cleo.pk) == [bea.pk, cleo.pk]


def test_merging_the_same_two_again_gives_the_same_merge(world: World, make_person: MakePerson) -> None:
    ben, jo, kim = world.actor("ben"), make_person("Jo"), make_person("Kim")
    first = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk)
    assert merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk).pk == first.pk
    assert merge_people(actor=ben, person_id=kim.pk, other_id=jo.pk).pk == first.pk


def test_an_id_minted_by_the_client_merges_once(world: World, make_person: MakePerson) -> None:
    ben, jo, kim, lou, merge_id = world.actor("ben"), make_person("Jo"), make_person("Kim"), make_person("Lou"), uuid7()
    first = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk, merge_id=merge_id)
    again = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk, merge_id=merge_id)
    assert (first.pk, again.pk, Merge.objects.count()) == (merge_id, merge_id, 1)
    with pytest.raises(IdTakenError):
        merge_people(actor=ben, person_id=jo.pk, other_id=lou.pk, merge_id=merge_id)


def test_undoing_twice_undoes_once(world: World, make_person: MakePerson) -> None:
    ben, jo, kim = world.actor("ben"), make_person("Jo"), make_person("Kim")
    merge = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk)
    first = undo_merge(actor=ben, merge_id=merge.pk)
    assert undo_merge(actor=world.actor("alice"), merge_id=merge.pk).undone_by_id == first.undone_by_id == ben.user_id


def test_nobody_merges_with_themself(world: World, make_person: MakePerson) -> None:
    jo = make_person("Jo")
    with pytest.raises(SamePersonError):
        merge_people(actor=world.actor("ben"), person_id=jo.pk, other_id=jo.pk)


@pytest.mark.parametrize("name", ["bob", "mo"], ids=["a member", "a moderator"])
def test_those_outside_the_staff_neither_merge_nor_undo(world: World, make_person: MakePerson, name: str) -> None:
    jo, kim = make_person("Jo"), make_person("Kim")
    merge = merge_people(actor=world.actor("ben"), person_id=jo.pk, other_id=kim.pk)
    with pytest.raises(NotFoundError):
        undo_merge(actor=world.actor(name), merge_id=merge.pk)
    mine = person_of_actor(actor=world.actor(name))
    with pytest.raises((ForbiddenError, NotFoundError)):
        merge_people(actor=world.actor(name), person_id=mine.pk, other_id=jo.pk)


def test_an_unknown_person_or_merge_is_not_found(world: World, make_person: MakePerson) -> None:
    with pytest.raises(NotFoundError):
        merge_people(actor=world.actor("ben"), person_id=make_person("Jo").pk, other_id=uuid7())
    with pytest.raises(NotFoundError):
        undo_merge(actor=world.actor("ben"), merge_id=uuid7())


def test_who_was_merged_goes_on_acting_under_their_own_id(world: World, make_person: MakePerson) -> None:
    jo, bob = make_person("Jo"), person_of_actor(actor=world.actor("bob"))
    merge = merge_people(actor=world.actor("ben"), person_id=jo.pk, other_id=bob.pk)
    assert person_of_actor(actor=world.actor("bob")).pk == bob.pk
    assert person_id_of_user(world.users["bob"].pk) == bob.pk
    assert canonical_ids([bob.pk]) == {bob.pk: jo.pk}
    undo_merge(actor=world.actor("ben"), merge_id=merge.pk)
    assert person_of_actor(actor=world.actor("bob")).pk == bob.pk


def test_an_identity_of_who_was_merged_leads_to_the_face_it_had(world: World, make_person: MakePerson) -> None:
    jo, kim = make_person("Jo"), make_person("Kim")
    merge_people(actor=world.actor("ben"), person_id=jo.pk, other_id=kim.pk)
    key = IdentityKey("handle", "mastodon:social.example", "kim")
    assert ensure_person(actor=world.actor("ben"), identity=key, name="Kim").pk == kim.pk
    imported = ImportedPerson(key, "Kim", now())
    assert ensure_imported_people(actor=world.actor("alice"), people=[imported]) == {key: kim.pk}


def test_a_merge_does_not_change_the_face_under_which_somebody_wrote(world: World) -> None:
    bob, dora = (person_of_actor(actor=world.actor(name)) for name in ("bob", "dora"))
    merge_people(actor=world.actor("ben"), person_id=dora.pk, other_id=bob.pk)
    faces = people_by_id([bob.pk, dora.pk])
    assert (faces[bob.pk].handle, faces[dora.pk].handle) == ("bob", "dora")


def test_merge_and_undo_are_recorded_for_the_staff(world: World, make_person: MakePerson) -> None:
    ben, jo, kim = world.actor("ben"), make_person("Jo"), make_person("Kim")
    merge = merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk)
    undo_merge(actor=ben, merge_id=merge.pk)
    events = Event.objects.filter(type__startswith="people.person_", subject=f"person:{jo.pk}").order_by("seq")
    assert [event.type for event in events] == ["people.person_created", "people.person_merged", "people.person_unmerged"]
    assert {event.audience for event in events} == {"staff"}


def _merge_row(kept: UUID, merged: UUID) -> Merge:
    return Merge.objects.create(kept_id=kept, merged_id=merged, merged_at=now())


def test_the_database_keeps_one_standing_merge_per_person(world: World, make_person: MakePerson) -> None:
    jo, kim, lou = (make_person(name).pk for name in ("Jo", "Kim", "Lou"))
    _merge_row(jo, kim)
    with pytest.raises(IntegrityError, match="one_standing_merge"), transaction.atomic():
        _merge_row(lou, kim)


def test_the_database_refuses_a_merge_with_oneself(world: World, make_person: MakePerson) -> None:
    jo = make_person("Jo").pk
    with pytest.raises(IntegrityError, match="merge_of_two_people"), transaction.atomic():
        _merge_row(jo, jo)
    with pytest.raises(IntegrityError, match="person_not_merged_into_itself"), transaction.atomic():
        Person.objects.filter(pk=jo).update(merged_into=jo)
