"""Who may change whom, and how far up."""

from typing import Any

import pytest

from accounts.actions.members import change_member
from accounts.errors import LastOwnerError
from accounts.models.session import Session
from accounts.models.user import User
from accounts.policies import RANK, can_give_role
from kernel.actor import Role
from kernel.errors import ForbiddenError, NotFoundError
from tests.worlds import World, in_globex

ROLES = ["owner", "admin", "manager", "agent", "moderator", "member"]
GIVES = {
    "owner": set(ROLES),
    "admin": set(ROLES) - {"owner"},
    "manager": {"agent", "member"},
    "agent": set(),
    "moderator": set(),
    "member": set(),
}


@pytest.fixture
def full(world: World) -> World:
    """One person of every role; `root` is a second owner."""
    world.add("adam", role="admin")
    world.add("root", role="owner")
    return world


WHO = {"owner": "alice", "admin": "adam", "manager": "amira", "agent": "ben", "moderator": "mo", "member": "bob"}


@pytest.mark.parametrize("giver", ROLES)
@pytest.mark.parametrize("given", ROLES)
def test_nobody_gives_a_role_above_their_own(full: World, giver: str, given: str) -> None:
    assert can_give_role(full.actor(WHO[giver]), Role(given)) is (given in GIVES[giver])


@pytest.mark.parametrize("changer", ROLES)
@pytest.mark.parametrize("changed", ROLES)
def test_role_changes_follow_the_matrix(full: World, changer: str, changed: str) -> None:
    target = full.users["root" if changed == "owner" else {**WHO, "agent": "berta", "member": "dora"}[changed]]
    actor = full.actor(WHO[changer])
    refusal = ForbiddenError if actor.is_supervisor else NotFoundError
    for given in ROLES:
        User.objects.filter(pk=target.pk).update(role=changed)
        above = RANK[Role(changed)] > RANK[Role(changer)] or (given != changed and RANK[Role(given)] > RANK[Role(changer)])
        if actor.is_administrator and not above:
            assert change_member(actor=actor, user_id=target.pk, role=given).role == given
            continue
        with pytest.raises(refusal):
            change_member(actor=actor, user_id=target.pk, role=given)
        assert User.objects.get(pk=target.pk).role == changed


def test_last_owner_cannot_step_down_or_leave(world: World) -> None:
    alice = world.users["alice"]
    with pytest.raises(LastOwnerError):
        change_member(actor=world.actor("alice"), user_id=alice.pk, role="admin")
    with pytest.raises(LastOwnerError):
        change_member(actor=world.actor("alice"), user_id=alice.pk, deactivated=True)

    world.add("root", role="owner")
    assert change_member(actor=world.actor("alice"), user_id=alice.pk, role="admin").role == "admin"


def test_deactivated_owner_does_not_count_as_one(world: World) -> None:
    root = world.add("root", role="owner")
    change_member(actor=world.actor("alice"), user_id=root.pk, deactivated=True)
    with pytest.raises(LastOwnerError):
        change_member(actor=world.actor("alice"), user_id=world.users["alice"].pk, role="member")


def test_deactivation_ends_sessions_and_can_be_undone(world: World) -> None:
    ben, client = world.users["ben"], world.client("ben")
    assert client.get("/api/v1/me").status_code == 200

    change_member(actor=world.actor("alice"), user_id=ben.pk, deactivated=True)
    assert client.get("/api/v1/me").status_code == 401
    assert not Session.objects.filter(user_id=ben.pk).exists()

    change_member(actor=world.actor("alice"), user_id=ben.pk, deactivated=False)
    assert world.client("ben").get("/api/v1/me").status_code == 200


def test_changed_role_counts_at_once(world: World) -> None:
    client = world.client("bob")
    assert client.get("/api/v1/members").status_code == 403

    before = User.objects.get(handle="bob").access_version
    change_member(actor=world.actor("alice"), user_id=world.users["bob"].pk, role="manager")

    assert client.get("/api/v1/members").status_code == 200
    assert User.objects.get(handle="bob").access_version > before


def test_same_change_twice_changes_nothing(world: World) -> None:
    bob = world.users["bob"]
    change_member(actor=world.actor("alice"), user_id=bob.pk, role="agent")
    version = User.objects.get(pk=bob.pk).access_version
    change_member(actor=world.actor("alice"), user_id=bob.pk, role="agent")
    assert User.objects.get(pk=bob.pk).access_version == version


def test_people_of_another_brand_do_not_exist(world: World) -> None:
    carla = world.users["carla"]
    answer = patch(world, "alice", carla.pk, {"role": "agent"})
    assert answer.status_code == 404
    with in_globex():
        assert User.objects.get(pk=carla.pk).role == "member"


def patch(world: World, who: str, user_id: Any, data: dict[str, Any]) -> Any:
    return world.client(who).patch(f"/api/v1/members/{user_id}", data, content_type="application/json")


def test_api_lists_members_page_by_page(world: World) -> None:
    client = world.client("amira")
    first = client.get("/api/v1/members?size=4").json()
    second = client.get(f"/api/v1/members?size=4&cursor={first['next']}").json()

    names = [item["name"] for item in first["items"] + second["items"]]
    assert names == ["Alice", "Amira", "Ben", "Berta", "Bob", "Dora", "Mo"]
    assert second["next"] is None
    assert set(first["items"][0]) == {
        "id", "name", "handle", "role", "avatar_hue", "email", "language", "created_at", "last_login", "deactivated_at",
    }  # fmt: skip


def test_api_finds_members(world: World) -> None:
    client = world.client("alice")
    assert [m["handle"] for m in client.get("/api/v1/members?q=ber").json()["items"]] == ["berta"]
    assert [m["handle"] for m in client.get("/api/v1/members?q=BOB@acme.example").json()["items"]] == ["bob"]
    assert [m["handle"] for m in client.get("/api/v1/members?role=agent").json()["items"]] == ["ben", "berta"]


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("bob", 403), ("mo", 403), ("ben", 403), ("amira", 200), ("alice", 200)]
)
def test_api_of_members_is_for_supervisors(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get("/api/v1/members").status_code == status


def test_api_refuses_unknown_fields_and_roles(world: World) -> None:
    bob = world.users["bob"]
    assert patch(world, "alice", bob.pk, {"rolle": "agent"}).json()["fields"].keys() == {"rolle"}
    assert patch(world, "alice", bob.pk, {"role": "emperor"}).status_code == 400
    assert patch(world, "alice", world.users["alice"].pk, {"role": "member"}).status_code == 409


def test_list_costs_the_same_for_many_as_for_few(world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client("alice")
    for number in range(30):
        world.add(f"extra{number}", role="member")
    with django_assert_max_num_queries(8):
        assert len(client.get("/api/v1/members?size=100").json()["items"]) == 37
