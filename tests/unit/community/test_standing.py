"""Trust levels, groups, silence, spaces by rules, holding for approval, following: what policies and lists make of them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brand_settings.actions import change_settings
from community import screening
from community.abilities import Ability, can
from community.actions.approving import approve_post, approve_topic, refuse_topic
from community.actions.belonging import add_to_group, remove_from_group
from community.actions.groups import create_group, delete_group
from community.actions.members import release_level, set_level, silence
from community.actions.polling import PollText, create_poll
from community.actions.replies import post_reply
from community.actions.rules import Rule, set_space_rules
from community.actions.scheduling import open_topic, reschedule_topic
from community.actions.spaces import update_space
from community.actions.topics import create_topic
from community.actions.watching import set_watch
from community.errors import InvalidLevelError, RefusedError, SilencedError
from community.events import WatchKind
from community.limits import LimitSettings, allowances
from community.models.member import Member
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.models.watch import WatchLevel
from community.policies import can_ask, can_reply, can_view_post, can_view_space, can_view_topic
from community.queries.watching import effective_level, watchers_of
from community.screening import Circumstances, Outcome, Submission, Verdict
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError, TooManyError
from tests.unit.community.conftest import Community


class Says:
    """A screener that always gives one verdict."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict

    def screen(self, submission: Submission) -> Verdict:
        return self.verdict


@pytest.fixture
def screened() -> Iterator[None]:
    before = list(screening._screeners)
    yield
    screening._screeners[:] = before


HERE = Circumstances(typed_ms=9_000)


class TestLevels:
    def test_a_level_reaches_the_actor_at_once(self, community: Community) -> None:
        alice, bob = community.actor("alice"), community.actor("bob")
        assert (bob.level, can(bob, Ability.FLAG)) == (0, False)
        set_level(actor=alice, user_id=bob.user_id, level=2)
        assert (community.actor("bob").level, can(community.actor("bob"), Ability.FLAG)) == (2, True)

    def test_a_lock_wins_over_a_group_and_a_group_over_the_rules(self, community: Community) -> None:
        alice, bob = community.actor("alice"), community.actor("bob")
        group = create_group(actor=alice, name="Veterans", level=3)
        add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
        assert community.actor("bob").level == 3
        assert set_level(actor=alice, user_id=bob.user_id, level=1, source="rules").level == 3
        assert set_level(actor=alice, user_id=bob.user_id, level=1).level == 1
        assert release_level(actor=alice, user_id=bob.user_id).level == 3
        remove_from_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
        assert set_level(actor=alice, user_id=bob.user_id, level=2, source="rules").level == 2

    def test_a_removed_group_leaves_no_key_behind(self, community: Community) -> None:
        alice, bob = community.actor("alice"), community.actor("bob")
        group = create_group(actor=alice, name="Beta")
        add_to_group(actor=alice, group_id=group.pk, user_id=bob.user_id)
        assert community.actor("bob").groups == {group.pk}
        delete_group(actor=alice, group_id=group.pk)
        assert community.actor("bob").groups == frozenset()

    @pytest.mark.parametrize("level", [-1, 5])
    def test_there_are_five_levels(self, community: Community, level: int) -> None:
        with pytest.raises(InvalidLevelError):
            set_level(actor=community.actor("alice"), user_id=community.actor("bob").user_id, level=level)

    @pytest.mark.parametrize("who", ["ben", "bob"])
    def test_members_and_agents_set_no_levels(self, community: Community, who: str) -> None:
        with pytest.raises(ForbiddenError):
            set_level(actor=community.actor(who), user_id=community.actor("dora").user_id, level=2)

    def test_a_brand_moves_an_ability(self, community: Community) -> None:
        change_settings(actor=community.actor("alice"), section="abilities", values={"create_topic": 1})
        assert not can_ask(community.actor("bob"), community.public)
        set_level(actor=community.actor("alice"), user_id=community.actor("bob").user_id, level=1)
        assert can_ask(community.actor("bob"), community.public)


class TestSilence:
    def test_the_silenced_read_but_do_not_write(self, community: Community) -> None:
        topic, bob = community.ask("dora"), community.actor("bob")
        change_settings(actor=community.actor("alice"), section="abilities", values={"schedule_topic": 0, "create_poll": 0})
        own = Post.objects.get(topic=community.ask("bob"), position=1)
        waiting = community.ask("bob", title="For tomorrow", publish_at=now() + timedelta(days=1))
        silence(actor=community.actor("mo"), user_id=bob.user_id, until=now() + timedelta(hours=24), reason="heated")
        bob = community.actor("bob")
        assert can_view_topic(bob, topic)
        with pytest.raises(SilencedError):
            post_reply(actor=bob, topic_id=topic.pk, body="And yet!")
        with pytest.raises(SilencedError):
            create_topic(actor=bob, space_id=community.public.pk, title="Hello there", body="Again")
        with pytest.raises(SilencedError):
            open_topic(actor=bob, topic_id=waiting.pk)
        with pytest.raises(SilencedError):
            reschedule_topic(actor=bob, topic_id=waiting.pk, publish_at=now() + timedelta(minutes=1))
        with pytest.raises(SilencedError):
            create_poll(actor=bob, post_id=own.pk, poll=PollText(["Yes, buy it", "Yes, at once"]))
        silence(actor=community.actor("mo"), user_id=bob.user_id, until=None)
        assert post_reply(actor=community.actor("bob"), topic_id=topic.pk, body="Sorry.").position == 2


class TestSpacesByRules:
    def ruled(self, community: Community, *rules: Rule) -> Space:
        alice = community.actor("alice")
        space = update_space(actor=alice, space_id=community.members.pk, visibility="custom")
        return set_space_rules(actor=alice, space_id=space.pk, rules=rules)

    def test_lists_and_policies_agree_about_every_rule(self, community: Community) -> None:
        alice, dora = community.actor("alice"), community.actor("dora")
        group = create_group(actor=alice, name="Testers")
        add_to_group(actor=alice, group_id=group.pk, user_id=dora.user_id)
        set_level(actor=alice, user_id=community.actor("bob").user_id, level=2)
        whom = [
            ("everyone", ""),
            ("members", ""),
            ("role", "member"),
            ("role", "moderator"),
            ("level", "2"),
            ("group", str(group.pk)),
        ]
        for (kind, value), right in product(whom, ["view", "reply", "create", "moderate"]):
            if kind == "everyone" and right != "view":
                continue
            space = self.ruled(community, Rule(right, kind, value))
            for name in ("bob", "dora", "ben", "mo"):
                actor = community.actor(name)
                listed = Space.objects.visible_to(actor).filter(pk=space.pk).exists()
                assert listed == can_view_space(actor, space), (kind, value, right, name)

    def test_rights_hold_those_before_them(self, community: Community) -> None:
        space = self.ruled(community, Rule("view", "everyone"), Rule("reply", "members"))
        topic = community.ask("mo", space=space)
        bob = community.actor("bob")
        assert (can_view_space(bob, space), can_ask(bob, space), can_reply(bob, topic)) == (True, False, True)

    def test_a_closed_space_takes_nothing_but_from_moderators(self, community: Community) -> None:
        Space.objects.filter(pk=community.public.pk).update(read_only_at=now())
        space = Space.objects.get(pk=community.public.pk)
        assert (can_ask(community.actor("bob"), space), can_ask(community.actor("mo"), space)) == (False, True)


class TestHolding:
    def test_a_held_topic_is_there_for_its_author_and_moderators_until_approved(
        self, community: Community, screened: None
    ) -> None:
        screening.provide_screener(Says(Verdict(Outcome.HOLD, ("first_post",))))
        topic = create_topic(
            actor=community.actor("bob"), space_id=community.public.pk, title="Is it safe?", body="Is it?", circumstances=HERE
        )
        sees = {name: can_view_topic(community.actor(name), topic) for name in ("bob", "dora", "ben", "mo")}
        assert sees == {"bob": True, "dora": False, "ben": False, "mo": True}
        assert not Topic.objects.in_spaces([community.public.pk]).filter(pk=topic.pk).exists()
        with pytest.raises(NotFoundError):
            approve_topic(actor=community.actor("dora"), topic_id=topic.pk)
        approve_topic(actor=community.actor("mo"), topic_id=topic.pk)
        assert Topic.objects.in_spaces([community.public.pk]).filter(pk=topic.pk).exists()
        assert Space.objects.get(pk=community.public.pk).topic_count == 1

    def test_a_held_reply_keeps_its_place(self, community: Community, screened: None) -> None:
        topic = community.ask("bob")
        screening.provide_screener(Says(Verdict(Outcome.HOLD)))
        held = post_reply(actor=community.actor("dora"), topic_id=topic.pk, body="Try this.", circumstances=HERE)
        later = community.reply(topic, "ben")
        assert (held.position, later.position, Topic.objects.get(pk=topic.pk).reply_count) == (2, 3, 1)
        assert not can_view_post(community.actor("bob"), held)
        approve_post(actor=community.actor("mo"), post_id=held.pk)
        assert (Topic.objects.get(pk=topic.pk).reply_count, Post.objects.get(pk=held.pk).hidden_at) == (2, None)
        approve_post(actor=community.actor("mo"), post_id=held.pk)
        assert Topic.objects.get(pk=topic.pk).reply_count == 2

    def test_a_refused_topic_can_still_be_approved(self, community: Community, screened: None) -> None:
        screening.provide_screener(Says(Verdict(Outcome.HOLD)))
        topic = create_topic(
            actor=community.actor("bob"), space_id=community.public.pk, title="Cheap pills", body="Buy", circumstances=HERE
        )
        refuse_topic(actor=community.actor("mo"), topic_id=topic.pk, as_spam=True)
        assert not can_view_topic(community.actor("bob"), Topic.objects.select_related("space").get(pk=topic.pk))
        assert approve_topic(actor=community.actor("mo"), topic_id=topic.pk).hidden_at is None

    def test_a_refusal_says_why_and_keeps_nothing(self, community: Community, screened: None) -> None:
        screening.provide_screener(Says(Verdict(Outcome.REFUSE, ("duplicate",), "You said this before.")))
        with pytest.raises(RefusedError, match="before"):
            create_topic(
                actor=community.actor("bob"), space_id=community.public.pk, title="Same", body="Same", circumstances=HERE
            )
        assert Topic.objects.count() == 0

    def test_staff_and_texts_from_inside_are_not_screened(self, community: Community, screened: None) -> None:
        screening.provide_screener(Says(Verdict(Outcome.REFUSE)))
        community.ask("bob")
        assert create_topic(
            actor=community.actor("ben"), space_id=community.public.pk, title="News", body="News", circumstances=HERE
        ).pk


class TestLimits:
    def test_too_fast_is_too_many_and_the_same_form_twice_is_not(self, community: Community) -> None:
        topic, bob = community.ask("dora"), community.actor("bob")
        first = post_reply(actor=bob, topic_id=topic.pk, body="One.", circumstances=HERE)
        again = post_reply(actor=bob, topic_id=topic.pk, body="One.", id=first.pk, circumstances=HERE)
        assert again.pk == first.pk
        with pytest.raises(TooManyError):
            post_reply(actor=bob, topic_id=topic.pk, body="Two.", circumstances=HERE)

    def test_quotas_grow_with_trust(self) -> None:
        votes = [allowances(LimitSettings(), level, "vote")[0].count for level in range(5)]
        assert votes == [50, 50, 75, 100, 150]


class TestCounters:
    def test_what_a_member_wrote_is_counted(self, community: Community) -> None:
        topic = community.ask("bob")
        community.reply(topic, "dora")
        community.reply(topic, "dora")
        rows = {member.user.handle: member for member in Member.objects.select_related("user")}
        assert (rows["bob"].topic_count, rows["dora"].reply_count) == (1, 2)
        assert rows["dora"].person_id is not None


class TestFollowing:
    def test_a_chosen_level_stands_against_an_automatic_one(self, community: Community) -> None:
        topic, bob = community.ask("dora"), community.actor("bob")
        set_watch(actor=bob, kind="topic", target_id=topic.pk, level="muted")
        set_watch(actor=bob, kind="topic", target_id=topic.pk, level="tracking", is_automatic=True)
        assert watchers_of(topic.pk)[bob.user_id] == "muted"

    def test_what_one_cannot_see_one_cannot_follow(self, community: Community) -> None:
        with pytest.raises(NotFoundError):
            set_watch(actor=community.actor("bob"), kind="space", target_id=community.staff.pk, level="watching")

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.dictionaries(st.sampled_from(list(WatchKind)), st.lists(st.sampled_from(list(WatchLevel)), min_size=1), min_size=1))
    def test_the_topics_own_level_always_wins(self, said: dict[WatchKind, list[WatchLevel]]) -> None:
        level = effective_level(said)
        if WatchKind.TOPIC in said:
            assert level is said[WatchKind.TOPIC][0]
        else:
            around = {one for levels in said.values() for one in levels}
            assert level in around
            assert (level is WatchLevel.MUTED) == (around <= {WatchLevel.MUTED, WatchLevel.NORMAL} and WatchLevel.MUTED in around)
