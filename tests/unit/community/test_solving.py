"""Solutions, votes, moderation, and which questions wait for help."""

from datetime import timedelta

import pytest

from community.actions.moderating import hide_post, hide_topic, lock_topic_for_replies, restore_post, restore_topic, unlock_topic
from community.actions.solutions import accept_solution, clear_solution
from community.actions.votes import cast_vote, withdraw_vote
from community.errors import HideTopicInsteadError, NotAReplyError
from community.models import Moderation, Post, Space, Topic, Vote
from community.queries.escalation import get_topic_digest, list_posts_after, list_unanswered_topics
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from tests.unit.community.conftest import Community


@pytest.mark.parametrize("name", ["bob", "ben", "mo", "alice"])
def test_author_staff_and_moderators_accept(community: Community, name: str) -> None:
    topic = community.ask("bob")
    reply = community.reply(topic)
    solved = accept_solution(actor=community.actor(name), topic_id=topic.pk, post_id=reply.pk)
    assert (solved.solution_id, solved.solved_at is not None) == (reply.pk, True)


def test_another_member_may_not_accept(community: Community) -> None:
    topic = community.ask("bob")
    reply = community.reply(topic)
    with pytest.raises(ForbiddenError):
        accept_solution(actor=community.actor("dora"), topic_id=topic.pk, post_id=reply.pk)


def test_question_itself_and_foreign_posts_are_no_solution(community: Community) -> None:
    topic = community.ask()
    elsewhere = community.reply(community.ask(title="Other"))
    for post in (Post.objects.get(topic=topic), elsewhere):
        with pytest.raises(NotAReplyError):
            accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=post.pk)


def test_second_choice_replaces_the_first_and_clearing_reopens(community: Community) -> None:
    topic = community.ask()
    bob, one, two = community.actor("bob"), community.reply(topic), community.reply(topic, "ben")
    accept_solution(actor=bob, topic_id=topic.pk, post_id=one.pk)
    accept_solution(actor=bob, topic_id=topic.pk, post_id=two.pk)
    assert Topic.objects.get(pk=topic.pk).solution_id == two.pk
    cleared = clear_solution(actor=bob, topic_id=topic.pk)
    assert (cleared.solution_id, cleared.solved_at) == (None, None)


def test_one_vote_per_person_and_none_for_oneself(community: Community) -> None:
    reply = community.reply(community.ask("bob"), "dora")
    bob = community.actor("bob")
    cast_vote(actor=bob, post_id=reply.pk)
    cast_vote(actor=bob, post_id=reply.pk)
    assert Post.objects.get(pk=reply.pk).score == 1
    with pytest.raises(ForbiddenError):
        cast_vote(actor=community.actor("dora"), post_id=reply.pk)
    withdraw_vote(actor=bob, post_id=reply.pk)
    withdraw_vote(actor=bob, post_id=reply.pk)
    assert (Post.objects.get(pk=reply.pk).score, Vote.objects.count()) == (0, 0)


def test_vote_on_the_question_counts_for_the_topic(community: Community) -> None:
    topic = community.ask("bob")
    cast_vote(actor=community.actor("dora"), post_id=Post.objects.get(topic=topic).pk)
    assert Topic.objects.get(pk=topic.pk).score == 1


def test_hidden_reply_neither_helps_nor_solves_and_comes_back(community: Community) -> None:
    topic = community.ask("bob")
    spam, mo = community.reply(topic, "dora", "Buy pills"), community.actor("mo")
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=spam.pk)
    hide_post(actor=mo, post_id=spam.pk, reason="spam")
    found = Topic.objects.get(pk=topic.pk)
    assert (found.reply_count, found.helpful_at, found.solution_id) == (0, None, None)
    restore_post(actor=mo, post_id=spam.pk)
    found = Topic.objects.get(pk=topic.pk)
    assert (found.reply_count, found.helpful_at) == (1, spam.created_at)
    assert list(Moderation.objects.order_by("at").values_list("verb", "reason")) == [("hide", "spam"), ("restore", "")]


def test_first_post_is_hidden_with_its_topic(community: Community) -> None:
    topic = community.ask()
    with pytest.raises(HideTopicInsteadError):
        hide_post(actor=community.actor("mo"), post_id=Post.objects.get(topic=topic).pk, reason="x")


def test_hidden_topic_is_gone_for_members_and_comes_back(community: Community) -> None:
    topic, mo = community.ask(), community.actor("mo")
    hide_topic(actor=mo, topic_id=topic.pk, reason="off topic")
    hide_topic(actor=mo, topic_id=topic.pk, reason="again")
    assert Space.objects.get(pk=community.public.pk).topic_count == 0
    with pytest.raises(NotFoundError):
        community.reply(topic, "bob")
    restore_topic(actor=mo, topic_id=topic.pk)
    assert community.reply(topic, "bob").position == 2
    assert Moderation.objects.count() == 2


def test_locked_topic_takes_replies_of_moderators_alone(community: Community) -> None:
    topic, mo = community.ask(), community.actor("mo")
    lock_topic_for_replies(actor=mo, topic_id=topic.pk, reason="heated")
    with pytest.raises(ForbiddenError):
        community.reply(topic)
    assert community.reply(topic, "mo").position == 2
    unlock_topic(actor=mo, topic_id=topic.pk)
    assert community.reply(topic).position == 3


@pytest.mark.parametrize("name", ["bob", "ben"])
def test_members_and_agents_do_not_moderate(community: Community, name: str) -> None:
    with pytest.raises(ForbiddenError):
        hide_topic(actor=community.actor(name), topic_id=community.ask().pk, reason="x")


def test_only_questions_past_their_spaces_time_wait_for_help(community: Community) -> None:
    early, late = now() - timedelta(hours=5), now() - timedelta(hours=3)
    waiting = community.ask(title="Waiting", at=early)
    community.reply(waiting, "bob", "Anyone?", at=early)
    community.ask(title="Too young", at=late)
    community.ask(title="Not a question", kind="discussion", at=early)
    community.ask(title="No patience set", space=community.members, at=early)
    community.reply(community.ask(title="Helped", at=early), "dora")
    hide_topic(actor=community.actor("mo"), topic_id=community.ask(title="Hidden", at=early).pk, reason="x")
    found = list_unanswered_topics(before=now(), limit=10)
    assert [item.topic_id for item in found] == [waiting.pk]
    assert found[0].due_at == early + timedelta(hours=4)
    assert list_unanswered_topics(before=now(), after=(found[0].created_at, found[0].topic_id)) == []


def test_digest_tells_other_rooms_what_they_need(community: Community) -> None:
    topic = community.ask()
    reply = community.reply(topic)
    digest = get_topic_digest(topic_id=topic.pk)
    assert (digest.title, digest.path, digest.reply_count) == (topic.title, f"/t/how-do-i-descale-it-{topic.number}/", 1)
    assert [post.id for post in list_posts_after(topic_id=topic.pk, position=1)] == [reply.pk]
