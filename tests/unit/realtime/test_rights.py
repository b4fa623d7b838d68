"""Whose socket it is, and what that person may join."""

from datetime import timedelta

from django.conf import settings

from access.topics import list_topics
from accounts.sessions.store import SessionStore
from kernel.actor import Role
from kernel.clock import now
from kernel.ids import uuid7
from realtime.rights import list_lost_sessions, load_rights, may_join
from tests.worlds import World, in_globex


def key_of(world: World, name: str) -> str:
    """This person's session key."""
    return world.client(name).cookies[settings.SESSION_COOKIE_NAME].value


def test_a_session_leads_to_its_owner(world: World) -> None:
    rights = load_rights(key_of(world, "ben"), ["me", "nonsense"])
    ben = world.users["ben"]
    assert (rights.actor.user_id, rights.actor.role, rights.name) == (ben.pk, Role.AGENT, "Ben")
    assert (rights.topics, rights.refused) == (("me",), ("nonsense",))
    assert {"everyone", "staff", f"user:{ben.pk}"} <= rights.audiences


def test_no_session_and_a_wrong_one_lead_to_a_stranger(world: World) -> None:
    for key in (None, "", "made-up"):
        rights = load_rights(key, ["me"])
        assert (rights.actor.user_id, rights.topics, rights.refused) == (None, (), ("me",))
        assert "staff" not in rights.audiences


def test_a_session_of_another_brand_leads_to_a_stranger(world: World) -> None:
    charlies = key_of(world, "charlie")
    assert load_rights(charlies, []).actor.user_id is None
    with in_globex():
        assert load_rights(charlies, []).actor.user_id == world.users["charlie"].pk


def test_a_new_password_ends_the_sessions_of_before(world: World) -> None:
    key = key_of(world, "ben")
    ben = world.users["ben"]
    ben.set_password("another correct horse battery")
    ben.save()
    assert load_rights(key, []).actor.user_id is None


def test_a_deactivated_account_is_a_stranger(world: World) -> None:
    key = key_of(world, "ben")
    type(world.users["ben"]).objects.filter(pk=world.users["ben"].pk).update(deactivated_at=now())
    assert load_rights(key, []).actor.user_id is None


def test_ended_and_expired_sessions_are_found(world: World) -> None:
    alive, ended, expired = (key_of(world, name) for name in ("ben", "bob", "dora"))
    SessionStore(ended).delete()
    sessions = SessionStore.get_model_class().objects
    sessions.filter(user_id=world.users["dora"].pk).update(expires_at=now() - timedelta(seconds=1))
    assert list_lost_sessions([alive, ended, expired]) == {ended, expired}


def test_a_topic_is_named_with_an_id_or_without_as_it_was_declared(world: World) -> None:
    alice = world.actor("alice")
    assert may_join(alice, "me")
    assert not may_join(alice, f"me:{uuid7()}")


def test_every_topic_refuses_ids_that_nobody_knows_without_an_error(world: World) -> None:
    for name in ("alice", "bob"):
        actor = world.actor(name)
        for topic in list_topics():
            if topic.per_id:
                assert may_join(actor, f"{topic.kind}:{uuid7()}") is False
