"""Who is behind an identity."""

import pytest
from django.db import IntegrityError, transaction

from kernel.actor import system_actor
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from people.actions import add_identity, ensure_person, person_of_actor
from people.contracts import IdentityKey
from people.errors import IdentityTakenError
from people.identities import normalised
from people.models import Identity, Person
from tests.plugin import TENANTS
from tests.unit.people.conftest import MakePerson
from tests.worlds import World, in_globex

SYSTEM = system_actor(TENANTS["acme"])


def test_the_same_identity_is_the_same_person_however_it_is_spelt(world: World) -> None:
    first = ensure_person(actor=SYSTEM, identity=IdentityKey("email", "", "Jo@Example.org"), name="Jo")
    second = ensure_person(actor=SYSTEM, identity=IdentityKey("email", "", " jo@example.ORG "), name="Somebody")
    assert first.pk == second.pk
    assert Identity.objects.get(person=first).display == "Jo@Example.org"


def test_the_same_handle_on_two_networks_is_two_people(world: World) -> None:
    here = ensure_person(actor=SYSTEM, identity=IdentityKey("handle", "mastodon:a.example", "jo"), name="Jo")
    there = ensure_person(actor=SYSTEM, identity=IdentityKey("handle", "mastodon:b.example", "jo"), name="Jo")
    assert here.pk != there.pk


def test_a_person_is_made_once_for_an_account(world: World) -> None:
    first = person_of_actor(actor=world.actor("bob"))
    second = person_of_actor(actor=world.actor("bob"))
    assert first.pk == second.pk
    assert first.name == "Bob"


def test_an_anonymous_reader_is_no_person(world: World) -> None:
    from kernel.actor import anonymous_actor

    with pytest.raises(ForbiddenError):
        person_of_actor(actor=anonymous_actor(TENANTS["acme"]))


def test_a_phone_number_alone_is_refused_by_the_action(world: World, make_person: MakePerson) -> None:
    with pytest.raises(InvalidError):
        add_identity(actor=world.actor("ben"), person_id=make_person("Jo").pk, identity=IdentityKey("phone", "", "+49 30 1234"))


def test_a_phone_number_alone_is_refused_by_the_database(world: World, make_person: MakePerson) -> None:
    with pytest.raises(IntegrityError, match="phone_needs_scope"), transaction.atomic():
        Identity.objects.create(person=make_person("Jo"), kind="phone", scope="", value="+49301234")


def test_a_phone_number_with_its_channel_is_kept_in_one_spelling(world: World, make_person: MakePerson) -> None:
    jo = make_person("Jo")
    key = IdentityKey("phone", "whatsapp:brand-number", "0049 (30) 12-34")
    added = add_identity(actor=world.actor("ben"), person_id=jo.pk, identity=key)
    assert (added.value, added.display, added.person_id) == ("+49301234", "0049 (30) 12-34", jo.pk)


def test_an_unknown_kind_is_refused_by_the_database(world: World, make_person: MakePerson) -> None:
    with pytest.raises(IntegrityError, match="known_identity_kind"), transaction.atomic():
        Identity.objects.create(person=make_person("Jo"), kind="telepathy", scope="x", value="y")


def test_an_identity_of_somebody_else_is_refused_with_their_id(world: World, make_person: MakePerson) -> None:
    jo, kim = make_person("Jo"), make_person("Kim")
    with pytest.raises(IdentityTakenError) as caught:
        add_identity(actor=world.actor("ben"), person_id=kim.pk, identity=IdentityKey("handle", "mastodon:social.example", "jo"))
    assert caught.value.detail["person_id"] == str(jo.pk)


def test_adding_an_identity_twice_adds_one(world: World, make_person: MakePerson) -> None:
    jo, key = make_person("Jo"), IdentityKey("email", "", "jo@example.org")
    first = add_identity(actor=world.actor("ben"), person_id=jo.pk, identity=key)
    second = add_identity(actor=world.actor("ben"), person_id=jo.pk, identity=key)
    assert first.pk == second.pk


def test_a_member_may_not_name_identities(world: World, make_person: MakePerson) -> None:
    with pytest.raises(NotFoundError):
        add_identity(
            actor=world.actor("bob"), person_id=make_person("Jo").pk, identity=IdentityKey("email", "", "bob@example.org")
        )


def test_one_address_at_two_brands_is_two_people(world: World) -> None:
    key = IdentityKey("email", "", "jo@example.org")
    here = ensure_person(actor=SYSTEM, identity=key, name="Jo")
    with in_globex():
        there = ensure_person(actor=system_actor(TENANTS["globex"]), identity=key, name="Jo")
        assert Person.objects.count() == 1
    assert here.pk != there.pk


@pytest.mark.parametrize(
    ("kind", "written", "stored"),
    [
        ("email", "A@B.example", "a@b.example"),
        ("handle", "@Jo", "jo"),
        ("import", "User 7", "User 7"),
        ("phone", "+1 (2)", "+12"),
    ],
    ids=["email", "handle", "import keeps its spelling", "phone"],
)
def test_spelling_is_normal_and_stays_so(kind: str, written: str, stored: str) -> None:
    once = normalised(IdentityKey(kind, "scope", written))
    assert once.value == stored
    assert normalised(once).value == stored
