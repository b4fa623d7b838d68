"""Groups of members: their pages and API, who sees, joins, tends and removes them, and what they open."""

import re
from datetime import timedelta

import pytest

from brand_settings.actions import change_settings
from community.actions.belonging import (
    add_to_group,
    answer_request,
    ask_to_join,
    join_group,
    leave_group,
    set_group_owner,
)
from community.actions.groups import create_group, delete_group, update_group
from community.actions.members import silence
from community.actions.rules import Rule, set_space_rules
from community.actions.spaces import update_space
from community.errors import GroupSlugTakenError, RefusedLatelyError, SilencedError
from community.models.group import GroupMembership, GroupRequest, MemberGroup
from community.models.space import Space, SpaceRule
from community.queries.groups import belonging_to, find_group, list_group_requests, list_visible_groups
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from tests.unit.community.conftest import Community
from tests.unit.community.groups import made, text_of, told
from tests.worlds import in_globex


class TestManaging:
    def test_an_administrator_makes_a_group_on_its_page_and_changes_it(self, community: Community) -> None:
        client = community.world.client("alice")
        assert "There are no groups yet" in text_of(client.get("/manage/groups/"))
        fields = {"name": "Beta testers", "visibility": "everyone", "joining": "open", "is_mentionable": "on", "level": "2"}
        answer = client.post("/manage/groups/new/", fields)
        group = MemberGroup.objects.get()
        assert answer["Location"] == "/g/beta-testers/members/"
        assert (group.slug, group.joining, group.is_mentionable, group.level) == ("beta-testers", "open", True, 2)
        address = f"/manage/groups/{group.pk}/"
        assert "Beta testers" in text_of(client.get("/manage/groups/"))
        client.post(address, {**fields, "name": "Pilots", "slug": "pilots", "title": "Pilot", "level": "", "joining": "request"})
        group.refresh_from_db()
        assert (group.name, group.slug, group.title, group.level, group.joining) == ("Pilots", "pilots", "Pilot", None, "request")

    def test_a_wrong_form_is_shown_again(self, community: Community) -> None:
        made(community)
        client = community.world.client("alice")
        again = client.post("/manage/groups/new/", {"name": "Beta testers", "visibility": "members", "joining": "closed"})
        assert (again.status_code, MemberGroup.objects.count()) == (400, 1)
        assert "Another group has this address." in text_of(again)
        assert client.post("/manage/groups/new/", {"name": "", "visibility": "all", "joining": "?"}).status_code == 400

    @pytest.mark.parametrize("who", ["bob", "mo", "ben", "amira"])
    def test_nobody_else_manages(self, community: Community, who: str) -> None:
        group = made(community)
        for address in ("/manage/groups/", "/manage/groups/new/", f"/manage/groups/{group.pk}/"):
            assert community.world.client(who).get(address).status_code == 403
        for act in (
            lambda actor: create_group(actor=actor, name="Mine"),
            lambda actor: update_group(actor=actor, group_id=group.pk, name="Mine"),
            lambda actor: delete_group(actor=actor, group_id=group.pk),
            lambda actor: add_to_group(actor=actor, group_id=group.pk, user_id=actor.user_id),
            lambda actor: set_group_owner(actor=actor, group_id=group.pk, user_id=actor.user_id, is_owner=True),
        ):
            with pytest.raises(ForbiddenError):
                act(community.actor(who))

    def test_lists_are_paged(self, community: Community) -> None:
        for number in range(30):
            made(community, name=f"Group {number:02}")
        client = community.world.client("alice")
        first = text_of(client.get("/manage/groups/"))
        assert "Group 24" in first
        assert "Group 25" not in first
        cursor = list_visible_groups(community.actor("alice"), cursor=None).next_cursor
        for address in ("/manage/groups/", "/g/"):
            assert "Group 25" in text_of(client.get(address, {"cursor": cursor or ""}))

    def test_removing_says_what_hangs_on_it_asks_and_takes_the_rules_along(self, community: Community) -> None:
        alice, group = community.actor("alice"), made(community, is_mentionable=True)
        add_to_group(actor=alice, group_id=group.pk, user_id=community.actor("bob").user_id)
        update_space(actor=alice, space_id=community.members.pk, visibility="custom")
        rules = [Rule("view", "group", str(group.pk)), Rule("view", "level", "4")]
        set_space_rules(actor=alice, space_id=community.members.pk, rules=rules)
        community.ask("dora", body="Ask @beta-testers and @alice.")
        client, address = community.world.client("alice"), f"/manage/groups/{group.pk}/"
        page = text_of(client.get(address))
        assert "1 member would lose" in page
        assert community.members.name in page
        client.post(address + "removal/")
        assert MemberGroup.objects.filter(pk=group.pk).exists()
        assert community.world.client("bob").get(f"/s/{community.members.slug}/").status_code == 200
        client.post(address + "removal/", {"sure": "1"})
        assert not MemberGroup.objects.exists()
        assert not SpaceRule.objects.filter(whom="group").exists()
        assert [rule["whom"] for rule in Space.objects.get(pk=community.members.pk).rules] == ["level"]
        assert community.world.client("bob").get(f"/s/{community.members.slug}/").status_code == 404

    def test_rules_of_spaces_name_groups(self, community: Community) -> None:
        group = made(community)
        page = text_of(community.world.client("alice").get(f"/manage/spaces/{community.members.pk}/"))
        assert f'value="group:{group.pk}"' in page
        assert "Beta testers" in page
        lines = {"rule-TOTAL_FORMS": "1", "rule-INITIAL_FORMS": "0", "part": "rules"}
        lines |= {"rule-0-subject": f"group:{group.pk}", "rule-0-right": "reply"}
        update_space(actor=community.actor("alice"), space_id=community.members.pk, visibility="custom")
        address = f"/manage/spaces/{community.members.pk}/"
        assert community.world.client("alice").post(address, lines).status_code == 302
        add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=community.actor("bob").user_id)
        for who, status in (("bob", 200), ("dora", 404)):
            assert community.world.client(who).get(f"/s/{community.members.slug}/").status_code == status, who

    def test_two_groups_cannot_share_an_address(self, community: Community) -> None:
        made(community)
        other = made(community, name="Others")
        with pytest.raises(GroupSlugTakenError):
            update_group(actor=community.actor("alice"), group_id=other.pk, slug="beta-testers")
        with pytest.raises(InvalidError):
            made(community, name="Third", joining="sometimes")


class TestSeeing:
    @pytest.mark.parametrize(
        ("visibility", "seeing"),
        [
            ("everyone", {None, "bob", "dora", "ben", "alice"}),
            ("members", {"bob", "dora", "ben", "alice"}),
            ("staff", {"dora", "ben", "alice"}),
        ],
    )
    def test_a_group_is_seen_by_those_whom_it_names_and_its_members(
        self, community: Community, visibility: str, seeing: set[str | None]
    ) -> None:
        group = made(community, visibility=visibility)
        add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=community.actor("dora").user_id)
        for who in (None, "bob", "dora", "ben", "alice"):
            client = community.world.client(who)
            assert client.get("/g/beta-testers/").status_code == (200 if who in seeing else 404), who
            assert ("Beta testers" in text_of(client.get("/g/"))) is (who in seeing)
            assert ("Beta testers" in text_of(client.get("/u/dora/"))) is False or who in seeing
            if who is not None:
                for part in ("", "/members", "/membership"):
                    answer = client.get(f"/api/v1/groups/{group.pk}{part}")
                    assert answer.status_code == (200 if who in seeing else 404), (who, part)
                listed = [item["id"] for item in client.get("/api/v1/groups").json()["items"]]
                assert (str(group.pk) in listed) is (who in seeing)

    def test_a_hidden_group_cannot_be_touched_by_those_who_do_not_see_it(self, community: Community) -> None:
        group, bob = made(community, visibility="staff", joining="open"), community.actor("bob")
        for act in (join_group, ask_to_join, leave_group):
            with pytest.raises(NotFoundError):
                act(actor=bob, group_id=group.pk)
        client = community.world.client("bob")
        assert client.post("/g/beta-testers/membership/", {"deed": "join"}).status_code == 404
        assert client.put(f"/api/v1/groups/{group.pk}/membership").status_code == 404
        assert not GroupMembership.objects.exists()

    def test_another_brand_knows_nothing_of_it(self, community: Community) -> None:
        group = made(community, visibility="everyone", joining="open")
        carla = community.world.client("carla")
        assert carla.get("/g/beta-testers/").status_code == 404
        assert carla.get(f"/api/v1/groups/{group.pk}").status_code == 404
        assert carla.put(f"/api/v1/groups/{group.pk}/membership").status_code == 404
        charlie = community.world.client("charlie")
        assert charlie.get(f"/manage/groups/{group.pk}/").status_code == 404
        assert charlie.delete(f"/api/v1/managed-groups/{group.pk}").status_code == 204
        assert MemberGroup.objects.filter(pk=group.pk).exists()
        with in_globex():
            create_group(actor=community.world.actor("charlie"), name="Beta testers")
            assert find_group(community.world.actor("carla"), "beta-testers").pk != group.pk
        with pytest.raises(NotFoundError):
            add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=community.world.users["carla"].pk)

    def test_the_address_may_be_an_id_and_leads_to_the_name(self, community: Community) -> None:
        group = made(community)
        answer = community.world.client("bob").get(f"/g/{group.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, "/g/beta-testers/")

    def test_a_mention_leads_to_a_group_that_everyone_sees(self, community: Community) -> None:
        made(community, visibility="everyone", is_mentionable=True)
        made(community, name="Quiet ones", is_mentionable=True)
        topic = community.ask("alice", body="Ask @beta-testers or @quiet-ones.")
        page = text_of(community.world.client("bob").get(f"/t/{topic.slug}-{topic.number}/"))
        assert re.search(r"<a [^>]*href=\"/g/beta-testers/\"[^>]*>@beta-testers</a>", page), page[page.index("Ask ") - 200 :][
            :600
        ]
        assert '<span class="mention mention-group">@quiet-ones</span>' in page


class TestJoining:
    def test_an_open_group_is_joined_and_left_on_its_page(self, community: Community) -> None:
        group = made(community, joining="open")
        client = community.world.client("bob")
        assert "Join the group" in text_of(client.get("/g/beta-testers/"))
        for _ in range(2):
            assert client.post("/g/beta-testers/membership/", {"deed": "join"}).status_code == 302
        group.refresh_from_db()
        assert (group.member_count, community.actor("bob").groups) == (1, {group.pk})
        assert "Leave the group" in text_of(client.get("/g/beta-testers/"))
        for _ in range(2):
            client.post("/g/beta-testers/membership/", {"deed": "leave"})
        group.refresh_from_db()
        assert (group.member_count, community.actor("bob").groups) == (0, frozenset())

    @pytest.mark.parametrize("joining", ["closed", "request"])
    def test_other_groups_are_not_joined_by_oneself(self, community: Community, joining: str) -> None:
        group = made(community, joining=joining)
        with pytest.raises(ForbiddenError):
            join_group(actor=community.actor("bob"), group_id=group.pk)
        assert "Join the group" not in text_of(community.world.client("bob").get("/g/beta-testers/"))

    def test_nobody_asks_where_nobody_answers(self, community: Community) -> None:
        for joining in ("closed", "open"):
            group = made(community, name=joining, joining=joining)
            with pytest.raises(ForbiddenError):
                ask_to_join(actor=community.actor("bob"), group_id=group.pk)

    def test_who_asks_is_let_in_by_an_owner_andtold(self, community: Community) -> None:
        group = made(community, joining="request")
        dora, bob = community.actor("dora"), community.actor("bob")
        add_to_group(actor=community.actor("alice"), group_id=group.pk, user_id=dora.user_id, is_owner=True)
        client = community.world.client("bob")
        client.post("/g/beta-testers/membership/", {"deed": "ask", "text": "I break things."})
        assert "You asked to join." in text_of(client.get("/g/beta-testers/"))
        owner = community.world.client("dora")
        page = text_of(owner.get("/g/beta-testers/members/"))
        assert "I break things." in page
        wish = GroupRequest.objects.get()
        assert owner.post(f"/g/beta-testers/requests/{wish.pk}/", {"answer": "yes"}).status_code == 302
        assert community.actor("bob").groups == {group.pk}
        assert not GroupRequest.objects.exists()
        assert "answered this already" in text_of(
            owner.post(f"/g/beta-testers/requests/{wish.pk}/", {"answer": "no"}, follow=True)
        )
        assert GroupMembership.objects.filter(group=group, user_id=bob.user_id).exists()
        assert told(dora) == ["group_request"]
        assert told(bob) == ["group_joined"]

    def test_administrators_answer_for_a_group_without_owners(self, community: Community) -> None:
        group = made(community, joining="request")
        ask_to_join(actor=community.actor("bob"), group_id=group.pk)
        assert told(community.actor("alice")) == ["group_request"]
        assert told(community.actor("dora")) == []

    def test_a_refusal_leaves_them_outside_and_says_so(self, community: Community) -> None:
        group, bob = made(community, joining="request"), community.actor("bob")
        wish = ask_to_join(actor=bob, group_id=group.pk)
        assert ask_to_join(actor=bob, group_id=group.pk) == wish
        assert wish is not None
        answer_request(actor=community.actor("alice"), group_id=group.pk, request_id=wish.pk, is_accepted=False)
        assert (community.actor("bob").groups, told(bob)) == (frozenset(), ["group_refused"])

    def test_whoever_was_refused_asks_again_a_month_later(self, community: Community) -> None:
        group, bob, alice = made(community, joining="request"), community.actor("bob"), community.actor("alice")
        client, today = community.world.client("bob"), now()
        wish = ask_to_join(actor=bob, group_id=group.pk, text="Please.", at=today)
        assert wish is not None
        answer_request(actor=alice, group_id=group.pk, request_id=wish.pk, is_accepted=False, at=today)
        assert GroupRequest.objects.get().text == ""
        assert list_group_requests(alice, group, cursor=None).items == []
        page = text_of(client.get("/g/beta-testers/"))
        assert "You were not taken in. You can ask again from" in page
        assert "Ask to join" not in page
        assert "not taken in when you last asked" in text_of(
            client.post("/g/beta-testers/membership/", {"deed": "ask"}, follow=True)
        )
        refused = client.put(f"/api/v1/groups/{group.pk}/request", {}, content_type="application/json")
        assert (refused.status_code, refused.json()["code"]) == (409, "refused_lately")
        client.post("/g/beta-testers/membership/", {"deed": "leave"})
        with pytest.raises(RefusedLatelyError):
            ask_to_join(actor=bob, group_id=group.pk, at=today + timedelta(days=29))
        again = ask_to_join(actor=bob, group_id=group.pk, text="Again.", at=today + timedelta(days=30))
        assert again is not None
        assert [asking.text for asking in list_group_requests(alice, group, cursor=None).items] == ["Again."]
        assert belonging_to(bob, group).has_asked

    def test_how_long_a_refusal_holds_is_the_brands_to_say(self, community: Community) -> None:
        group, bob, alice = made(community, joining="request"), community.actor("bob"), community.actor("alice")
        change_settings(actor=alice, section="limits", values={"days_after_refusal": 0})
        wish = ask_to_join(actor=bob, group_id=group.pk)
        assert wish is not None
        answer_request(actor=alice, group_id=group.pk, request_id=wish.pk, is_accepted=False)
        assert belonging_to(bob, group).may_ask
        assert ask_to_join(actor=bob, group_id=group.pk) is not None

    def test_owners_add_whom_they_have_refused(self, community: Community) -> None:
        group, bob, alice = made(community, joining="request"), community.actor("bob"), community.actor("alice")
        wish = ask_to_join(actor=bob, group_id=group.pk)
        assert wish is not None
        answer_request(actor=alice, group_id=group.pk, request_id=wish.pk, is_accepted=False)
        add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
        assert not GroupRequest.objects.exists()
        assert belonging_to(bob, group).is_member

    def test_a_request_is_taken_back(self, community: Community) -> None:
        made(community, joining="request")
        client = community.world.client("bob")
        client.post("/g/beta-testers/membership/", {"deed": "ask"})
        client.post("/g/beta-testers/membership/", {"deed": "leave"})
        assert not GroupRequest.objects.exists()

    def test_whoever_asks_and_takes_it_back_disturbs_the_owners_a_few_times_a_day(self, community: Community) -> None:
        group, bob = made(community, joining="request"), community.actor("bob")
        today = now()
        for _ in range(3):
            ask_to_join(actor=bob, group_id=group.pk, at=today)
            leave_group(actor=bob, group_id=group.pk)
        refused = community.world.client("bob").put(f"/api/v1/groups/{group.pk}/request", {}, content_type="application/json")
        assert refused.status_code == 429
        assert not GroupRequest.objects.exists()
        ask_to_join(actor=community.actor("dora"), group_id=group.pk)
        page = community.world.client("bob").post("/g/beta-testers/membership/", {"deed": "ask"}, follow=True)
        assert "That was too fast" in text_of(page)

    def test_the_silenced_do_not_ask(self, community: Community) -> None:
        group = made(community, joining="request")
        silence(actor=community.actor("mo"), user_id=community.actor("bob").user_id, until=now() + timedelta(days=1))
        with pytest.raises(SilencedError):
            ask_to_join(actor=community.actor("bob"), group_id=group.pk)
        page = community.world.client("bob").post("/g/beta-testers/membership/", {"deed": "ask"}, follow=True)
        assert "You may read but not write" in text_of(page)

    def test_only_whoever_tends_the_group_sees_who_asks(self, community: Community) -> None:
        group = made(community, joining="request")
        wish = ask_to_join(actor=community.actor("bob"), group_id=group.pk)
        assert wish is not None
        for who in ("bob", "mo", "ben"):
            client = community.world.client(who)
            assert client.get("/g/beta-testers/members/").status_code == 403
            assert client.get(f"/api/v1/groups/{group.pk}/requests").status_code == 403
            assert client.post(f"/g/beta-testers/requests/{wish.pk}/", {"answer": "yes"}).status_code == 403
        assert community.world.client("alice").get(f"/api/v1/groups/{group.pk}/requests").json()["items"][0]["handle"] == "bob"
