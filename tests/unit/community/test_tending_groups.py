"""Groups of members: who tends them, what their titles and memberships change elsewhere, and their API."""

import pytest

from accounts.actors import actor_for_user_id
from community.actions.belonging import (
    add_to_group,
    remove_from_group,
)
from community.actions.members import set_title
from community.actions.rules import Rule, set_space_rules
from community.actions.spaces import update_space
from community.models.group import GroupMembership
from community.queries.members import members_by_user
from kernel.errors import ForbiddenError
from kernel.ids import uuid7
from tests.unit.community.conftest import Community
from tests.unit.community.groups import made, text_of


class TestTending:
    def test_an_owner_adds_and_removes_but_makes_no_owners(self, community: Community) -> None:
        group, dora = made(community), community.actor("dora")
        add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=dora.user_id, is_owner=True)
        client, bob = community.world.client("dora"), community.actor("bob")
        assert client.post("/g/beta-testers/members/", {"handle": "@Bob"}).status_code == 302
        assert community.actor("bob").groups == {group.pk}
        assert client.post(f"/g/beta-testers/members/{bob.user_id}/", {"deed": "own"}).status_code == 403
        with pytest.raises(ForbiddenError):
            add_to_group(actor=community.actor("dora"), group_id=group.pk, user_id=bob.user_id, is_owner=True)
        assert client.post(f"/g/beta-testers/members/{bob.user_id}/", {"deed": "remove"}).status_code == 302
        assert community.actor("bob").groups == frozenset()
        assert client.get(f"/manage/groups/{group.pk}/").status_code == 403

    def test_an_owner_removes_no_other_owner(self, community: Community) -> None:
        group, dora, ben = made(community), community.actor("dora"), community.actor("ben")
        for owner in (dora, ben):
            add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=owner.user_id, is_owner=True)
        client = community.world.client("dora")
        assert text_of(client.get("/g/beta-testers/members/")).count('value="remove"') == 1
        assert client.post(f"/g/beta-testers/members/{ben.user_id}/", {"deed": "remove"}).status_code == 403
        assert client.delete(f"/api/v1/groups/{group.pk}/members/{ben.user_id}").status_code == 403
        remove_from_group(actor=community.actor("dora"), group_id=group.pk, user_id=dora.user_id)
        remove_from_group(actor=community.actor("alice"), group_id=group.pk, user_id=ben.user_id)
        assert not GroupMembership.objects.exists()

    def test_an_administrator_makes_and_unmakes_owners(self, community: Community) -> None:
        group, bob = made(community), community.actor("bob")
        add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=bob.user_id)
        client = community.world.client("alice")
        client.post(f"/g/beta-testers/members/{bob.user_id}/", {"deed": "own"})
        assert GroupMembership.objects.get().is_owner
        assert community.world.client("bob").get("/g/beta-testers/members/").status_code == 200
        client.post(f"/g/beta-testers/members/{bob.user_id}/", {"deed": "disown"})
        assert community.world.client("bob").get("/g/beta-testers/members/").status_code == 403

    def test_an_unknown_name_is_said_beside_the_field(self, community: Community) -> None:
        made(community)
        for name in ("nobody-here", "carla", ""):
            answer = community.world.client("alice").post("/g/beta-testers/members/", {"handle": name})
            assert answer.status_code == 400
        assert not GroupMembership.objects.exists()

    def test_members_are_paged(self, community: Community) -> None:
        group, alice = made(community), community.actor("alice")
        for number in range(52):
            user = community.world.add(f"walker{number}", role="member")
            add_to_group(actor=alice, group_id=group.pk, user_id=user.pk)
        first = community.world.client("bob").get("/g/beta-testers/")
        assert "@walker49<" in text_of(first)
        assert "@walker50<" not in text_of(first)
        page = community.world.client("bob").get(f"/api/v1/groups/{group.pk}/members", {"size": 50}).json()
        second = community.world.client("bob").get("/g/beta-testers/", {"cursor": page["next"]})
        assert "@walker51<" in text_of(second)


class TestTitles:
    def test_a_public_groups_title_stands_beside_names_without_one(self, community: Community) -> None:
        group, bob = made(community, visibility="everyone", title="Tester"), community.actor("bob")
        hidden = made(community, name="A hidden one", visibility="members", title="Spy")
        for one in (group, hidden):
            add_to_group(actor=community.actor("alice"), group_id=one.pk, user_id=bob.user_id)
        topic = community.ask("bob")
        address = f"/t/{topic.slug}-{topic.number}/"
        assert members_by_user([bob.user_id])[bob.user_id].group_title == "Tester"
        page = text_of(community.world.client(None).get(address))
        assert "Tester" in page
        assert "Spy" not in page
        set_title(actor=community.actor("mo"), user_id=bob.user_id, title="Grandmaster")
        page = text_of(community.world.client("dora").get(address))
        assert "Grandmaster" in page
        assert "Tester" not in page

    def test_a_hidden_profile_shows_no_groups(self, community: Community) -> None:
        from community.actions.profiling import change_member_profile

        group = made(community, visibility="everyone")
        add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=community.actor("bob").user_id)
        community.ask("bob")
        assert "Beta testers" in text_of(community.world.client("dora").get("/u/bob/"))
        change_member_profile(actor=community.actor("bob"), hides_profile=True)
        assert "Beta testers" not in text_of(community.world.client("dora").get("/u/bob/"))


class TestApi:
    def test_a_program_does_all_of_it(self, community: Community) -> None:
        alice, bob, ident = community.world.client("alice"), community.world.client("bob"), str(uuid7())
        given = {"id": ident, "name": "Pilots", "visibility": "everyone", "joining": "request", "is_mentionable": True}
        for _ in range(2):
            answer = alice.post("/api/v1/managed-groups", given, content_type="application/json")
            assert (answer.status_code, answer.json()["id"]) == (201, ident)
        assert bob.post("/api/v1/managed-groups", given, content_type="application/json").status_code == 403
        asked = bob.put(f"/api/v1/groups/{ident}/request", {"text": "Please"}, content_type="application/json")
        assert asked.status_code == 204
        assert bob.get(f"/api/v1/groups/{ident}/membership").json()["has_asked"] is True
        wish = alice.get(f"/api/v1/groups/{ident}/requests").json()["items"][0]
        answered = alice.put(
            f"/api/v1/groups/{ident}/requests/{wish['id']}/answer", {"is_accepted": True}, content_type="application/json"
        )
        assert answered.status_code == 204
        user = wish["user_id"]
        assert alice.put(f"/api/v1/managed-groups/{ident}/owners/{user}").status_code == 204
        assert bob.get(f"/api/v1/groups/{ident}/members").json()["items"][0]["is_owner"] is True
        dora = community.actor("dora").user_id
        assert bob.put(f"/api/v1/groups/{ident}/members/{dora}").status_code == 204
        assert bob.delete(f"/api/v1/groups/{ident}/members/{dora}").status_code == 204
        changed = alice.patch(f"/api/v1/managed-groups/{ident}", {"joining": "open"}, content_type="application/json")
        assert changed.json()["joining"] == "open"
        assert alice.get(f"/api/v1/managed-groups/{ident}").json()["uses"]["member_count"] == 1
        assert bob.delete(f"/api/v1/groups/{ident}/membership").status_code == 204
        assert bob.put(f"/api/v1/groups/{ident}/membership").status_code == 204
        refused = alice.patch(f"/api/v1/managed-groups/{ident}", {"member_count": 9}, content_type="application/json")
        assert refused.status_code == 400
        assert alice.delete(f"/api/v1/managed-groups/{ident}").status_code == 204
        assert bob.get(f"/api/v1/groups/{ident}").status_code == 404


def test_membership_opens_and_closes_a_private_space(community: Community) -> None:
    alice, bob, group = community.actor("alice"), community.actor("bob"), made(community)
    update_space(actor=alice, space_id=community.members.pk, visibility="custom")
    set_space_rules(actor=alice, space_id=community.members.pk, rules=[Rule("create", "group", str(group.pk))])
    client, address = community.world.client("bob"), f"/s/{community.members.slug}/"
    assert client.get(address).status_code == 404
    add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
    assert client.get(address).status_code == 200
    remove_from_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
    assert client.get(address).status_code == 404


def test_who_is_forgotten_belongs_to_no_group(community: Community) -> None:
    from accounts.personal import Erased
    from community.actions.forgetting import forget_member
    from kernel.actor import system_actor

    group, bob = made(community), community.actor("bob")
    add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=bob.user_id)
    erased = Erased(bob.user_id, None, "bob@acme.example", "Bob", "bob", "Former member", "former-1")
    forget_member(actor=system_actor(bob.tenant_id), erased=erased)
    group.refresh_from_db()
    assert (group.member_count, GroupMembership.objects.count()) == (0, 0)
    assert actor_for_user_id(bob.user_id).level == bob.level
