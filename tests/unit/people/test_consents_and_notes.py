"""Consents keep their history; notes stay among colleagues."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from kernel.errors import InvalidError, NotFoundError
from kernel.ids import uuid7
from people.actions import person_of_actor
from people.actions.consents import change_consent
from people.actions.merging import merge_people
from people.actions.notes import add_note
from people.errors import IdTakenError
from people.models import ConsentChange, PersonNote
from people.queries.profiles import get_profile
from tests.unit.people.conftest import MakePerson
from tests.worlds import World

MORNING = datetime(2026, 5, 1, 8, tzinfo=UTC)
EVENING = datetime(2026, 5, 1, 20, tzinfo=UTC)


def consent(profile_of: object, kind: str) -> tuple[datetime | None, datetime | None]:
    found = next(item for item in profile_of.consents if item.kind == kind)  # type: ignore[attr-defined] # a Profile
    return found.granted_at, found.withdrawn_at


def test_a_consent_given_and_taken_back_leaves_both_in_the_history(world: World, make_person: MakePerson) -> None:
    ben, jo = world.actor("ben"), make_person("Jo")
    change_consent(actor=ben, person_id=jo.pk, kind="newsletter", granted=True, at=MORNING)
    change_consent(actor=ben, person_id=jo.pk, kind="newsletter", granted=False, at=EVENING)
    assert consent(get_profile(ben, jo.pk), "newsletter") == (MORNING, EVENING)
    assert list(ConsentChange.objects.values_list("changed_by_id", flat=True)) == [ben.user_id] * 2


def test_saying_the_same_twice_writes_once_and_a_first_no_is_kept(world: World, make_person: MakePerson) -> None:
    ben, jo = world.actor("ben"), make_person("Jo")
    for _ in range(2):
        change_consent(actor=ben, person_id=jo.pk, kind="research", granted=False, at=MORNING)
        change_consent(actor=ben, person_id=jo.pk, kind="newsletter", granted=True, at=MORNING)
    assert ConsentChange.objects.count() == 2
    assert consent(get_profile(ben, jo.pk), "research") == (None, MORNING)


def test_after_a_merge_the_latest_word_counts(world: World, make_person: MakePerson) -> None:
    ben, jo, kim = world.actor("ben"), make_person("Jo"), make_person("Kim")
    change_consent(actor=ben, person_id=jo.pk, kind="newsletter", granted=True, at=MORNING)
    change_consent(actor=ben, person_id=kim.pk, kind="newsletter", granted=False, at=EVENING)
    merge_people(actor=ben, person_id=jo.pk, other_id=kim.pk)
    assert consent(get_profile(ben, kim.pk), "newsletter") == (MORNING, EVENING)


def test_a_member_changes_their_own_consent_and_nobody_elses(world: World, make_person: MakePerson) -> None:
    bob = world.actor("bob")
    mine = person_of_actor(actor=bob)
    assert change_consent(actor=bob, person_id=mine.pk, kind="newsletter", granted=True).stands
    with pytest.raises(NotFoundError):
        change_consent(actor=bob, person_id=make_person("Jo").pk, kind="newsletter", granted=True)


def test_an_unknown_consent_is_refused(world: World, make_person: MakePerson) -> None:
    with pytest.raises(InvalidError):
        change_consent(actor=world.actor("ben"), person_id=make_person("Jo").pk, kind="everything", granted=True)


@pytest.mark.parametrize(
    "values",
    [{}, {"granted_at": MORNING, "withdrawn_at": EVENING}],
    ids=["neither given nor taken back", "both at once"],
)
def test_the_database_wants_exactly_one_of_given_and_taken_back(
    world: World, make_person: MakePerson, values: dict[str, datetime]
) -> None:
    with pytest.raises(IntegrityError, match="consent_granted_or_withdrawn"), transaction.atomic():
        ConsentChange.objects.create(person=make_person("Jo"), kind="newsletter", **values)


def test_a_note_sent_twice_is_one_note(world: World, make_person: MakePerson) -> None:
    ben, jo, note_id = world.actor("ben"), make_person("Jo"), uuid7()
    for _ in range(2):
        add_note(actor=ben, person_id=jo.pk, note_id=note_id, body=" likes tea ")
    assert list(PersonNote.objects.values_list("body", flat=True)) == ["likes tea"]
    with pytest.raises(IdTakenError):
        add_note(actor=world.actor("berta"), person_id=jo.pk, note_id=note_id, body="likes tea")


def test_an_empty_note_is_refused_by_action_and_database(world: World, make_person: MakePerson) -> None:
    ben, jo = world.actor("ben"), make_person("Jo")
    with pytest.raises(InvalidError):
        add_note(actor=ben, person_id=jo.pk, note_id=uuid7(), body="   ")
    with pytest.raises(IntegrityError, match="person_note_has_text"), transaction.atomic():
        PersonNote.objects.create(person=jo, author_id=ben.user_id, body="", created_at=MORNING)


def test_a_member_sees_their_profile_without_what_colleagues_noted(world: World) -> None:
    bob, ben = world.actor("bob"), world.actor("ben")
    mine = person_of_actor(actor=bob)
    add_note(actor=ben, person_id=mine.pk, note_id=uuid7(), body="grumpy")
    assert [note.body for note in get_profile(ben, mine.pk).notes] == ["grumpy"]
    assert get_profile(bob, mine.pk).notes == []


def test_a_mistaken_merge_shows_a_member_nothing_of_the_other(world: World, make_person: MakePerson) -> None:
    bob, ben, jo = world.actor("bob"), world.actor("ben"), make_person("Jo")
    mine = person_of_actor(actor=bob)
    change_consent(actor=ben, person_id=jo.pk, kind="research", granted=True, at=MORNING)
    merge_people(actor=ben, person_id=mine.pk, other_id=jo.pk)
    seen = get_profile(bob, mine.pk)
    assert [identity.kind for identity in seen.identities] == ["account"]
    assert consent(seen, "research") == (None, None)
    with pytest.raises(NotFoundError):
        get_profile(bob, jo.pk)
