"""Topics of each kind, and turning one into another."""

from datetime import timedelta
from typing import Any

import pytest

from brand_settings.actions import change_settings
from community.actions.articles import (
    begin_article,
    confirm_article,
    publish_version,
    return_version,
    submit_version,
    write_version,
)
from community.actions.banners import dismiss_banner, set_banner
from community.actions.changing import change_kind
from community.actions.editing import edit_post
from community.actions.ideas import decide_idea, vote_for_idea, withdraw_idea_vote
from community.actions.problems import share_problem, unshare_problem
from community.actions.rating import rate_article
from community.actions.solutions import accept_solution, add_solution, clear_solution
from community.errors import (
    IdeaClosedError,
    KindNotAllowedError,
    NoVotesLeftError,
    OwnReviewError,
    ReasonMissingError,
    VersionOnItsWayError,
)
from community.models import Article, BannerDismissal, IdeaDecision, Post, PostRevision, Solution, Space, Topic, TopicTimer
from community.queries.converting import list_changes, preview_change
from community.queries.quotas import get_votes_left
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from tests.unit.community.conftest import Community


def _idea(community: Community, name: str = "bob", title: str = "A quieter pump", **fields: Any) -> Any:
    return community.ask(name, title=title, kind="idea", **fields)


def _fresh(topic: Any) -> Topic:
    return Topic.objects.get(pk=topic.pk)


def test_several_replies_solve_a_question_and_the_first_is_the_topics(community: Community) -> None:
    topic, bob = community.ask(), community.actor("bob")
    one, two = community.reply(topic), community.reply(topic, "ben")
    add_solution(actor=bob, topic_id=topic.pk, post_id=one.pk)
    add_solution(actor=bob, topic_id=topic.pk, post_id=two.pk)
    assert (_fresh(topic).solution_id, Solution.objects.filter(topic=topic).count()) == (one.pk, 2)
    clear_solution(actor=bob, topic_id=topic.pk, post_id=one.pk)
    assert _fresh(topic).solution_id == two.pk
    clear_solution(actor=bob, topic_id=topic.pk)
    assert _fresh(topic).solved_at is None


def test_where_the_brand_wants_one_answer_the_second_replaces_the_first(community: Community) -> None:
    change_settings(actor=community.actor("alice"), section="questions", values={"several_solutions": False})
    topic, bob = community.ask(), community.actor("bob")
    one, two = community.reply(topic), community.reply(topic, "ben")
    add_solution(actor=bob, topic_id=topic.pk, post_id=one.pk)
    add_solution(actor=bob, topic_id=topic.pk, post_id=two.pk)
    assert list(Solution.objects.filter(topic=topic).values_list("post_id", flat=True)) == [two.pk]


def test_solved_question_closes_later_when_the_brand_wants_it_and_not_once_reopened(community: Community) -> None:
    change_settings(actor=community.actor("alice"), section="questions", values={"close_solved_after_hours": 48})
    topic, bob, at = community.ask(), community.actor("bob"), now()
    accept_solution(actor=bob, topic_id=topic.pk, post_id=community.reply(topic).pk, at=at)
    timer = TopicTimer.objects.get(topic=topic, ended_at=None)
    assert (timer.kind, timer.set_by_id, timer.due_at) == ("close", None, at + timedelta(hours=48))
    clear_solution(actor=bob, topic_id=topic.pk)
    assert not TopicTimer.objects.filter(topic=topic, ended_at=None).exists()


def test_same_problem_counts_each_member_once_and_never_who_asked(community: Community) -> None:
    topic = community.ask("bob")
    share_problem(actor=community.actor("dora"), topic_id=topic.pk)
    share_problem(actor=community.actor("dora"), topic_id=topic.pk)
    share_problem(actor=community.actor("ben"), topic_id=topic.pk)
    assert _fresh(topic).same_problem_count == 2
    with pytest.raises(ForbiddenError):
        share_problem(actor=community.actor("bob"), topic_id=topic.pk)
    unshare_problem(actor=community.actor("dora"), topic_id=topic.pk)
    assert _fresh(topic).same_problem_count == 1


def test_answers_survive_a_change_to_discussion_and_back(community: Community) -> None:
    topic, bob, mo = community.ask(), community.actor("bob"), community.actor("mo")
    one, two = community.reply(topic), community.reply(topic, "ben")
    add_solution(actor=bob, topic_id=topic.pk, post_id=one.pk)
    add_solution(actor=bob, topic_id=topic.pk, post_id=two.pk)
    told = preview_change(_fresh(topic), "discussion")
    assert told.rests == ["2 accepted answers"]
    change_kind(actor=mo, topic_id=topic.pk, kind="discussion", reason="No answer possible")
    assert (_fresh(topic).solution_id, _fresh(topic).solved_at) == (None, None)
    assert preview_change(_fresh(topic), "question").returns == ["2 accepted answers"]
    change_kind(actor=mo, topic_id=topic.pk, kind="question")
    assert (_fresh(topic).solution_id, Solution.objects.filter(topic=topic).count()) == (one.pk, 2)


def test_answer_of_an_import_survives_too_though_no_row_told_of_it(community: Community) -> None:
    topic, mo = community.ask(), community.actor("mo")
    reply = community.reply(topic)
    Topic.objects.filter(pk=topic.pk).update(solution=reply, solved_at=reply.created_at)
    change_kind(actor=mo, topic_id=topic.pk, kind="discussion")
    change_kind(actor=mo, topic_id=topic.pk, kind="question")
    assert _fresh(topic).solution_id == reply.pk


def test_author_changes_between_plain_kinds_and_others_do_not(community: Community) -> None:
    topic = community.ask("bob")
    change_kind(actor=community.actor("bob"), topic_id=topic.pk, kind="idea")
    for name, kind in (("bob", "announcement"), ("bob", "article"), ("dora", "discussion")):
        with pytest.raises(ForbiddenError):
            change_kind(actor=community.actor(name), topic_id=topic.pk, kind=kind)
    offered = {change.kind for change in list_changes(community.actor("bob"), _fresh(topic))}
    assert offered == {"question", "discussion"}


def test_space_keeps_the_kinds_that_it_names(community: Community) -> None:
    Space.objects.filter(pk=community.public.pk).update(kinds=["question", "discussion"])
    topic = community.ask()
    with pytest.raises(KindNotAllowedError):
        change_kind(actor=community.actor("mo"), topic_id=topic.pk, kind="idea")
    with pytest.raises(KindNotAllowedError):
        _idea(community)
    Space.objects.filter(pk=community.public.pk).update(kinds=["idea"])
    assert community.ask(title="No kind said").kind == "idea"


def test_votes_are_few_and_come_back_when_an_idea_is_decided(community: Community) -> None:
    ideas = [_idea(community, title=f"Idea {n}") for n in range(3)]
    dora, mo = community.actor("dora"), community.actor("mo")
    vote_for_idea(actor=dora, topic_id=ideas[0].pk)
    vote_for_idea(actor=dora, topic_id=ideas[0].pk)
    left = get_votes_left(dora)
    assert (left.quota, left.left, left.is_low) == (2, 1, True)
    vote_for_idea(actor=dora, topic_id=ideas[1].pk)
    with pytest.raises(NoVotesLeftError):
        vote_for_idea(actor=dora, topic_id=ideas[2].pk)
    decide_idea(actor=mo, topic_id=ideas[0].pk, status="done", reason="Shipped in 4.2")
    vote_for_idea(actor=dora, topic_id=ideas[2].pk)
    assert (_fresh(ideas[0]).idea_votes, _fresh(ideas[2]).idea_votes) == (1, 1)
    with pytest.raises(IdeaClosedError):
        vote_for_idea(actor=community.actor("bob"), topic_id=ideas[0].pk)


def test_votes_over_the_quota_wait_and_count_in_their_turn(community: Community) -> None:
    ideas = [_idea(community, title=f"Idea {n}") for n in range(3)]
    dora, mo = community.actor("dora"), community.actor("mo")
    for idea in ideas[:2]:
        vote_for_idea(actor=dora, topic_id=idea.pk)
    decide_idea(actor=mo, topic_id=ideas[0].pk, status="declined", reason="Too loud")
    vote_for_idea(actor=dora, topic_id=ideas[2].pk)
    decide_idea(actor=mo, topic_id=ideas[0].pk, status="open", reason="We thought again")
    assert [_fresh(idea).idea_votes for idea in ideas] == [1, 1, 0]
    withdraw_idea_vote(actor=dora, topic_id=ideas[1].pk)
    assert [_fresh(idea).idea_votes for idea in ideas] == [1, 0, 1]


def test_idea_is_decided_by_staff_with_a_reason_that_is_kept(community: Community) -> None:
    idea = _idea(community)
    with pytest.raises(ReasonMissingError):
        decide_idea(actor=community.actor("ben"), topic_id=idea.pk, status="planned", reason="  ")
    with pytest.raises(ForbiddenError):
        decide_idea(actor=community.actor("bob"), topic_id=idea.pk, status="planned", reason="please")
    decide_idea(actor=community.actor("ben"), topic_id=idea.pk, status="planned", reason="Next quarter")
    decide_idea(actor=community.actor("ben"), topic_id=idea.pk, status="in_progress", reason="Begun")
    steps = IdeaDecision.objects.filter(topic=idea).order_by("at", "pk").values_list("before", "after", "reason")
    assert list(steps) == [("open", "planned", "Next quarter"), ("planned", "in_progress", "Begun")]


def test_votes_rest_while_an_idea_is_something_else(community: Community) -> None:
    idea, mo = _idea(community), community.actor("mo")
    vote_for_idea(actor=community.actor("dora"), topic_id=idea.pk)
    change_kind(actor=mo, topic_id=idea.pk, kind="discussion")
    assert get_votes_left(community.actor("dora")).used == 0
    change_kind(actor=mo, topic_id=idea.pk, kind="idea")
    assert (get_votes_left(community.actor("dora")).used, _fresh(idea).idea_votes) == (1, 1)


def test_announcement_has_a_banner_until_it_is_taken_down_or_put_away(community: Community) -> None:
    news = community.ask("ben", title="We moved", kind="announcement")
    assert _fresh(news).banner_at is not None
    dismiss_banner(actor=community.actor("bob"), topic_id=news.pk)
    dismiss_banner(actor=community.actor("bob"), topic_id=news.pk)
    assert BannerDismissal.objects.filter(topic=news).count() == 1
    until = now() + timedelta(days=2)
    assert set_banner(actor=community.actor("mo"), topic_id=news.pk, is_up=True, until=until).banner_until == until
    assert set_banner(actor=community.actor("mo"), topic_id=news.pk, is_up=False).banner_at is None
    with pytest.raises(KindNotAllowedError):
        set_banner(actor=community.actor("mo"), topic_id=community.ask().pk, is_up=True)


def _article(community: Community, name: str = "ben") -> Any:
    return begin_article(
        actor=community.actor(name), space_id=community.public.pk, title="Descaling", body="## When\n\nEvery month."
    )


def test_article_is_seen_by_readers_only_once_somebody_else_reviewed_it(community: Community) -> None:
    topic, ben, mo = _article(community), community.actor("ben"), community.actor("mo")
    client = community.world.client("bob")
    assert client.get(f"/t/{topic.slug}-{topic.number}/").status_code == 404
    with pytest.raises(VersionOnItsWayError):
        publish_version(actor=mo, topic_id=topic.pk)
    submit_version(actor=ben, topic_id=topic.pk)
    with pytest.raises(OwnReviewError):
        publish_version(actor=ben, topic_id=topic.pk)
    publish_version(actor=mo, topic_id=topic.pk)
    found = _fresh(topic)
    assert (found.hidden_at, found.hidden_as) == (None, "")
    assert client.get(f"/t/{topic.slug}-{topic.number}/").status_code == 200
    article = Article.objects.get(topic=topic)
    assert article.reviewed_at is not None
    assert article.review_due_at == article.reviewed_at + timedelta(days=180)


def test_new_version_reaches_readers_after_review_and_the_old_text_is_kept(community: Community) -> None:
    topic, ben, mo = _article(community), community.actor("ben"), community.actor("mo")
    submit_version(actor=ben, topic_id=topic.pk)
    publish_version(actor=mo, topic_id=topic.pk)
    write_version(actor=mo, topic_id=topic.pk, title="Descaling", body="Every week.", note="Harder water")
    assert "month" in Post.objects.get(topic=topic, position=1).body
    submit_version(actor=mo, topic_id=topic.pk)
    with pytest.raises(OwnReviewError):
        publish_version(actor=mo, topic_id=topic.pk)
    return_version(actor=ben, topic_id=topic.pk, reason="Name the water")
    write_version(actor=mo, topic_id=topic.pk, title="Descaling", body="Every week with hard water.")
    submit_version(actor=mo, topic_id=topic.pk)
    publish_version(actor=ben, topic_id=topic.pk)
    post = Post.objects.get(topic=topic, position=1)
    assert (post.body, PostRevision.objects.get(post=post).body) == ("Every week with hard water.", "## When\n\nEvery month.")


def test_whoever_touched_a_version_does_not_review_it(community: Community) -> None:
    topic, ben, berta = _article(community), community.actor("ben"), community.actor("berta")
    write_version(actor=berta, topic_id=topic.pk, title="Descaling", body="Better.")
    submit_version(actor=ben, topic_id=topic.pk)
    with pytest.raises(OwnReviewError):
        publish_version(actor=berta, topic_id=topic.pk)


def test_published_article_changes_by_review_alone(community: Community) -> None:
    topic = _article(community)
    submit_version(actor=community.actor("ben"), topic_id=topic.pk)
    publish_version(actor=community.actor("mo"), topic_id=topic.pk)
    with pytest.raises(ForbiddenError):
        edit_post(actor=community.actor("mo"), post_id=Post.objects.get(topic=topic, position=1).pk, body="Quietly")


def test_members_below_the_brands_level_write_no_articles(community: Community) -> None:
    with pytest.raises(ForbiddenError):
        _article(community, "bob")
    change_settings(actor=community.actor("alice"), section="articles", values={"write_level": 0})
    assert _article(community, "bob").hidden_as == "draft"


def test_draft_of_an_article_is_nobodys_business(community: Community) -> None:
    topic = _article(community)
    with pytest.raises(NotFoundError):
        rate_article(actor=community.actor("bob"), topic_id=topic.pk, is_helpful=True)


def test_discussion_that_becomes_an_article_keeps_its_readers_and_waits_for_review(community: Community) -> None:
    topic, mo = community.ask(kind="discussion"), community.actor("mo")
    change_kind(actor=mo, topic_id=topic.pk, kind="article")
    article = Article.objects.get(topic=topic)
    assert (_fresh(topic).hidden_at, article.reviewed_at, article.review_due_at is not None) == (None, None, True)
    confirm_article(actor=mo, topic_id=topic.pk)
    assert Article.objects.get(topic=topic).reviewed_at is not None


def test_each_reader_rates_once_and_may_think_again(community: Community) -> None:
    topic = community.ask(kind="discussion")
    change_kind(actor=community.actor("mo"), topic_id=topic.pk, kind="article")
    rate_article(actor=community.actor("dora"), topic_id=topic.pk, is_helpful=True)
    rate_article(actor=community.actor("ben"), topic_id=topic.pk, is_helpful=True)
    article = rate_article(actor=community.actor("dora"), topic_id=topic.pk, is_helpful=False)
    assert (article.helpful_count, article.unhelpful_count) == (1, 1)


def test_members_are_refused_what_they_see_and_find_nothing_of_a_draft(community: Community) -> None:
    draft, standing = _article(community), community.ask(kind="discussion")
    change_kind(actor=community.actor("mo"), topic_id=standing.pk, kind="article")
    dora = community.actor("dora")
    for act in (submit_version, confirm_article, publish_version):
        with pytest.raises(NotFoundError):
            act(actor=dora, topic_id=draft.pk)
        with pytest.raises(ForbiddenError):
            act(actor=dora, topic_id=standing.pk)
