"""Tools for whole topics: each with its right, its line on record, and its way back."""

from datetime import timedelta
from typing import Any

import pytest

from community.actions.changing import change_kind
from community.actions.ideas import vote_for_idea
from community.actions.moderating import delete_post, delete_topic, undelete_post, undelete_topic
from community.actions.moving import move_topic
from community.actions.solutions import accept_solution
from community.actions.splitting import merge_topics, move_posts, split_topic
from community.actions.tending import archive_topic, bump_topic, pin_topic, set_slow_mode, unarchive_topic, unpin_topic
from community.actions.timers import cancel_timer, close_quiet_topics, run_timer, set_timer
from community.errors import HiddenTopicError, NothingToMoveError, PastTimeError, SameTopicError, SlowModeError
from community.models import Moderation, Post, PostMove, Space, Topic, TopicTimer
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community


def _fresh(topic: Any) -> Topic:
    return Topic.objects.get(pk=topic.pk)


def _system() -> Any:
    return system_actor(TENANTS["acme"])


def _places(topic: Any) -> list[tuple[int, str]]:
    return list(Post.objects.filter(topic=topic).order_by("position").values_list("position", "body"))


def test_replies_become_a_topic_of_their_own_and_the_rest_stays_in_place(community: Community) -> None:
    topic, mo = community.ask("bob"), community.actor("mo")
    replies = [community.reply(topic, "dora", f"Reply {n}") for n in range(2, 6)]
    made = split_topic(
        actor=mo, topic_id=topic.pk, post_ids=[replies[3].pk, replies[1].pk], title="Another matter", reason="Off topic"
    )
    assert [place for place, _ in _places(topic)] == [1, 2, 4]
    assert _places(made) == [(1, "Reply 3"), (2, "Reply 5")]
    assert (_fresh(topic).reply_count, made.reply_count, made.last_position) == (2, 1, 2)
    assert Space.objects.get(pk=community.public.pk).topic_count == 2
    assert set(PostMove.objects.values_list("topic_id", "position")) == {(topic.pk, 3), (topic.pk, 5)}
    assert community.reply(topic, "dora", "Next").position == 6
    line = Moderation.objects.get(topic=topic, verb="split")
    assert (line.reason, line.data["positions"]) == ("Off topic", [3, 5])


def test_solution_that_leaves_a_question_opens_it_again(community: Community) -> None:
    topic, mo = community.ask("bob"), community.actor("mo")
    reply = community.reply(topic)
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=reply.pk)
    split_topic(actor=mo, topic_id=topic.pk, post_ids=[reply.pk], title="Elsewhere")
    assert _fresh(topic).solution_id is None


@pytest.mark.parametrize("what", ["nothing", "the first post", "a foreign post"])
def test_only_replies_of_the_topic_can_be_split_off(community: Community, what: str) -> None:
    topic = community.ask()
    foreign = community.reply(community.ask(title="Other"))
    chosen = {
        "nothing": [],
        "the first post": [Post.objects.get(topic=topic, position=1).pk],
        "a foreign post": [foreign.pk],
    }[what]
    with pytest.raises(NothingToMoveError):
        split_topic(actor=community.actor("mo"), topic_id=topic.pk, post_ids=chosen, title="X")


def test_merged_topic_leads_on_and_brings_everything_along(community: Community) -> None:
    mo = community.actor("mo")
    old, new = community.ask("bob", title="Old", kind="idea"), community.ask("dora", title="New", kind="idea")
    for name in ("ben", "berta"):
        vote_for_idea(actor=community.actor(name), topic_id=old.pk)
    vote_for_idea(actor=community.actor("ben"), topic_id=new.pk)
    community.reply(old, "dora", "Me too")
    merge_topics(actor=mo, topic_id=old.pk, into_id=new.pk, reason="The same idea")
    assert [place for place, _ in _places(new)] == [1, 2, 3]
    assert _places(old) == []
    found = _fresh(old)
    assert (found.hidden_as, found.merged_into_id, found.reply_count) == ("merged", new.pk, 0)
    assert _fresh(new).idea_votes == 2
    assert Space.objects.get(pk=community.public.pk).topic_count == 1


def test_old_addresses_lead_to_the_new_place_for_good(community: Community) -> None:
    mo, client = community.actor("mo"), community.world.client()
    old, new = community.ask("bob", title="Old"), community.ask("dora", title="New")
    reply = community.reply(new, "bob", "Moved")
    move_posts(actor=mo, topic_id=new.pk, post_ids=[reply.pk], into_id=old.pk)
    answer = client.get(f"/t/{new.slug}-{new.number}/2/")
    assert (answer.status_code, answer["Location"]) == (301, f"/t/old-{old.number}/#post-2")
    merge_topics(actor=mo, topic_id=old.pk, into_id=new.pk)
    answer = client.get(f"/t/{old.slug}-{old.number}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/t/new-{new.number}/#post-3")
    answer = client.get(f"/t/{old.slug}-{old.number}/2/")
    assert (answer.status_code, answer["Location"]) == (301, f"/t/new-{new.number}/#post-4")
    answer = client.get(f"/t/{new.slug}-{new.number}/3/")
    assert (answer.status_code, answer["Location"]) == (302, f"/t/new-{new.number}/#post-3")
    assert client.get(f"/t/{new.slug}-{new.number}/9/").status_code == 404


def test_old_address_does_not_tell_of_a_topic_that_the_reader_may_not_see(community: Community) -> None:
    alice = community.actor("alice")
    old, hidden = community.ask("bob", title="Old"), community.ask("ben", title="Secret plan", space=community.staff)
    merge_topics(actor=alice, topic_id=old.pk, into_id=hidden.pk)
    for name in (None, "bob"):
        client = community.world.client(name)
        assert client.get(f"/t/{old.slug}-{old.number}/").status_code == 404
        assert client.get(f"/t/{old.slug}-{old.number}/1/").status_code == 404


def test_merging_refuses_itself_hidden_topics_and_strangers(community: Community) -> None:
    mo, one, two = community.actor("mo"), community.ask(title="One"), community.ask(title="Two")
    with pytest.raises(SameTopicError):
        merge_topics(actor=mo, topic_id=one.pk, into_id=one.pk)
    with pytest.raises(ForbiddenError):
        merge_topics(actor=community.actor("bob"), topic_id=one.pk, into_id=two.pk)
    delete_topic(actor=mo, topic_id=two.pk)
    with pytest.raises(HiddenTopicError):
        merge_topics(actor=mo, topic_id=one.pk, into_id=two.pk)


def test_topic_moves_where_its_mover_may_begin_topics_and_back(community: Community) -> None:
    topic, mo, amira = community.ask(), community.actor("mo"), community.actor("amira")
    with pytest.raises(NotFoundError):
        move_topic(actor=mo, topic_id=topic.pk, space_id=community.staff.pk)
    with pytest.raises(ForbiddenError):
        move_topic(actor=community.actor("bob"), topic_id=topic.pk, space_id=community.members.pk)
    move_topic(actor=amira, topic_id=topic.pk, space_id=community.staff.pk, reason="Internal")
    counts = dict(Space.objects.values_list("slug", "topic_count"))
    assert (counts["machines"], counts["backstage"]) == (0, 1)
    assert community.world.client("bob").get(f"/t/{topic.slug}-{topic.number}/").status_code == 404
    move_topic(actor=amira, topic_id=topic.pk, space_id=community.public.pk)
    assert Space.objects.get(pk=community.public.pk).topic_count == 1


def test_slow_mode_makes_members_wait_and_nobody_else(community: Community) -> None:
    topic, at = community.ask("bob"), now()
    set_slow_mode(actor=community.actor("mo"), topic_id=topic.pk, seconds=600, reason="Heated")
    community.reply(topic, "dora", "One", at=at)
    with pytest.raises(SlowModeError) as refused:
        community.reply(topic, "dora", "Two", at=at + timedelta(seconds=599))
    assert refused.value.detail["retry_after"] == 1
    community.reply(topic, "bob", "Mine", at=at)
    community.reply(topic, "ben", "Staff", at=at)
    community.reply(topic, "ben", "Staff again", at=at)
    assert community.reply(topic, "dora", "Two", at=at + timedelta(seconds=600)).position == 6


def test_pinning_bumping_and_archiving_are_undone(community: Community) -> None:
    topic, mo = community.ask("bob", at=now() - timedelta(days=9)), community.actor("mo")
    pin_topic(actor=mo, topic_id=topic.pk, scope="everywhere", until=now() + timedelta(days=1))
    assert _fresh(topic).pin_scope == "everywhere"
    unpin_topic(actor=mo, topic_id=topic.pk)
    assert _fresh(topic).pinned_at is None
    bump_topic(actor=mo, topic_id=topic.pk)
    assert _fresh(topic).last_posted_at > now() - timedelta(minutes=1)
    archive_topic(actor=mo, topic_id=topic.pk)
    with pytest.raises(ForbiddenError):
        community.reply(topic, "mo")
    unarchive_topic(actor=mo, topic_id=topic.pk)
    community.reply(topic, "dora")
    verbs = list(Moderation.objects.filter(topic=topic).order_by("at").values_list("verb", flat=True))
    assert verbs == ["pin", "unpin", "bump", "archive", "unarchive"]


def test_deleted_topic_and_reply_are_seen_by_their_authors_and_come_back(community: Community) -> None:
    topic, mo = community.ask("bob"), community.actor("mo")
    reply = community.reply(topic, "dora")
    delete_post(actor=mo, post_id=reply.pk, reason="Rude")
    assert (_fresh(topic).reply_count, Post.objects.get(pk=reply.pk).hidden_as) == (0, "deleted")
    undelete_post(actor=mo, post_id=reply.pk)
    assert _fresh(topic).reply_count == 1
    delete_topic(actor=mo, topic_id=topic.pk, reason="Spam")
    path = f"/t/{topic.slug}-{topic.number}/"
    assert community.world.client("dora").get(path).status_code == 404
    assert community.world.client("bob").get(path).status_code == 200
    undelete_topic(actor=mo, topic_id=topic.pk)
    assert community.world.client("dora").get(path).status_code == 200


@pytest.mark.parametrize(
    ("kind", "at_once", "then"),
    [("close", False, True), ("temporary_close", True, False), ("temporary_open", False, True)],
)
def test_timer_closes_and_opens(community: Community, kind: str, at_once: bool, then: bool) -> None:
    topic, at = community.ask(), now()
    timer = set_timer(actor=community.actor("mo"), topic_id=topic.pk, kind=kind, due_at=at + timedelta(hours=1), at=at)
    assert (_fresh(topic).locked_at is not None) == at_once
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(minutes=59))
    assert TopicTimer.objects.get(pk=timer.pk).ended_at is None
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(hours=1))
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(hours=2))
    assert (_fresh(topic).locked_at is not None) == then
    assert TopicTimer.objects.get(pk=timer.pk).outcome == "done"


def test_timer_of_a_moderator_who_is_one_no_more_does_nothing(community: Community) -> None:
    from accounts.models.user import User

    topic, at = community.ask(), now()
    timer = set_timer(actor=community.actor("mo"), topic_id=topic.pk, kind="delete", due_at=at + timedelta(hours=1), at=at)
    User.objects.filter(pk=community.world.users["mo"].pk).update(role="member")
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(hours=1))
    assert (_fresh(topic).hidden_at, TopicTimer.objects.get(pk=timer.pk).outcome) == (None, "refused")


def test_timer_does_not_publish_into_a_space_that_closed_meanwhile(community: Community) -> None:
    mo, at = community.actor("mo"), now()
    topic = community.ask("ben", for_staff=True)
    timer = set_timer(
        actor=mo, topic_id=topic.pk, kind="publish", due_at=at + timedelta(hours=1), space_id=community.members.pk, at=at
    )
    Space.objects.filter(pk=community.members.pk).update(visibility="staff")
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(hours=1))
    found = _fresh(topic)
    assert (found.hidden_as, found.space_id) == ("staff", community.public.pk)
    Space.objects.filter(pk=community.members.pk).update(visibility="members")
    timer = set_timer(
        actor=mo, topic_id=topic.pk, kind="publish", due_at=at + timedelta(hours=2), space_id=community.members.pk, at=at
    )
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(hours=2))
    found = _fresh(topic)
    assert (found.hidden_at, found.space_id) == (None, community.members.pk)


def test_reminder_is_for_anybody_and_their_own_alone(community: Community) -> None:
    topic, at = community.ask(), now()
    dora = community.actor("dora")
    timer = set_timer(actor=dora, topic_id=topic.pk, kind="remind", due_at=at + timedelta(days=1), at=at)
    with pytest.raises(NotFoundError):
        cancel_timer(actor=community.actor("mo"), timer_id=timer.pk)
    run_timer(actor=_system(), timer_id=timer.pk, at=at + timedelta(days=1))
    assert TopicTimer.objects.get(pk=timer.pk).outcome == "done"
    for kind in ("close", "delete", "publish", "bump"):
        with pytest.raises(ForbiddenError):
            set_timer(actor=dora, topic_id=topic.pk, kind=kind, due_at=at + timedelta(days=1), at=at)


def test_second_timer_of_a_kind_takes_the_place_of_the_first(community: Community) -> None:
    topic, mo, at = community.ask(), community.actor("mo"), now()
    first = set_timer(actor=mo, topic_id=topic.pk, kind="close", due_at=at + timedelta(days=1), at=at)
    second = set_timer(actor=mo, topic_id=topic.pk, kind="close", due_at=at + timedelta(days=2), at=at)
    assert TopicTimer.objects.get(pk=first.pk).outcome == "cancelled"
    cancel_timer(actor=mo, timer_id=second.pk)
    assert not TopicTimer.objects.filter(topic=topic, ended_at=None).exists()
    with pytest.raises(PastTimeError):
        set_timer(actor=mo, topic_id=topic.pk, kind="close", due_at=at - timedelta(seconds=1), at=at)


def test_quiet_topics_close_by_the_rule_of_their_space(community: Community) -> None:
    Space.objects.filter(pk=community.public.pk).update(auto_close_after=timedelta(days=30))
    old, young = community.ask(title="Old", at=now() - timedelta(days=31)), community.ask(title="Young")
    kept = community.ask(title="Idea", kind="idea", at=now() - timedelta(days=99))
    assert close_quiet_topics(actor=_system()) == 1
    assert [_fresh(topic).locked_at is not None for topic in (old, young, kept)] == [True, False, False]
    assert Moderation.objects.get(topic=old).moderator_id is None


def test_merged_question_brings_its_solution_into_another_question(community: Community) -> None:
    mo = community.actor("mo")
    old, new = community.ask("bob", title="Old"), community.ask("dora", title="New")
    reply = community.reply(old, "ben")
    accept_solution(actor=community.actor("bob"), topic_id=old.pk, post_id=reply.pk)
    merge_topics(actor=mo, topic_id=old.pk, into_id=new.pk)
    assert _fresh(new).solution_id == reply.pk
    change_kind(actor=mo, topic_id=new.pk, kind="discussion")
    assert _fresh(new).solution_id is None
