"""A topic turned from any kind into any other and back has lost nothing that belongs to it."""

from typing import Any

import pytest

from community.actions.articles import publish_version, submit_version, write_version
from community.actions.changing import change_kind
from community.actions.ideas import decide_idea, vote_for_idea
from community.actions.polling import PollText, create_poll, vote_in_poll
from community.actions.problems import share_problem
from community.actions.rating import rate_article
from community.actions.solutions import accept_solution, add_solution
from community.actions.votes import cast_vote
from community.models import (
    Article,
    ArticleRating,
    ArticleVersion,
    Ballot,
    IdeaDecision,
    IdeaVote,
    Post,
    SameProblem,
    Solution,
    Topic,
    Vote,
)
from community.models.topic import Kind
from community.queries.topics import tags_of
from tests.unit.community.conftest import Community


def _filled(community: Community, kind: Kind) -> Any:
    """A topic of this kind with everything that a topic of this kind can have."""
    topic = community.ask("bob", kind="discussion", tags=["steam", "milk"])
    mo, dora = community.actor("mo"), community.actor("dora")
    replies = [community.reply(topic, name, f"By {name}") for name in ("dora", "ben")]
    cast_vote(actor=mo, post_id=replies[0].pk)
    create_poll(actor=mo, post_id=Post.objects.get(topic=topic, position=1).pk, poll=PollText(["a", "b"]))
    vote_in_poll(actor=dora, post_id=Post.objects.get(topic=topic, position=1).pk, choice=[1])
    if kind is not Kind.DISCUSSION:
        change_kind(actor=mo, topic_id=topic.pk, kind=kind)
    if kind is Kind.QUESTION:
        accept_solution(actor=mo, topic_id=topic.pk, post_id=replies[0].pk)
        add_solution(actor=mo, topic_id=topic.pk, post_id=replies[1].pk)
        share_problem(actor=dora, topic_id=topic.pk)
    elif kind is Kind.IDEA:
        for name in ("bob", "dora"):
            vote_for_idea(actor=community.actor(name), topic_id=topic.pk)
        decide_idea(actor=mo, topic_id=topic.pk, status="planned", reason="We like it.")
    elif kind is Kind.ARTICLE:
        write_version(actor=mo, topic_id=topic.pk, title="Descaling", body="## How\n\nSlowly.", note="clearer")
        submit_version(actor=mo, topic_id=topic.pk)
        publish_version(actor=community.actor("ben"), topic_id=topic.pk)
        rate_article(actor=dora, topic_id=topic.pk, is_helpful=True)
    return topic


def _belongings(topic: Any) -> dict[str, Any]:
    fresh = Topic.objects.get(pk=topic.pk)
    rows: dict[Any, tuple[str, ...]] = {
        Post: ("position", "body", "html", "version", "author_id", "score"),
        Solution: ("post_id", "chosen_by_id"),
        SameProblem: ("person_id",),
        IdeaVote: ("person_id", "waiting_at"),
        IdeaDecision: ("after", "reason"),
    }
    kept: dict[str, Any] = {
        model.__name__: sorted(model.objects.filter(topic=topic).values_list(*fields), key=str) for model, fields in rows.items()
    }
    return kept | {
        "address": (fresh.number, fresh.slug, fresh.title),
        "tags": sorted(tags_of([topic.pk])[topic.pk]),
        "counts": (
            fresh.reply_count,
            fresh.score,
            fresh.same_problem_count,
            fresh.idea_votes,
            fresh.idea_status,
            fresh.solution_id,
        ),
        "votes": Vote.objects.filter(post__topic=topic).count(),
        "ballots": list(Ballot.objects.filter(poll__post__topic=topic).values_list("choice", flat=True)),
        "versions": list(
            ArticleVersion.objects.filter(article__topic=topic).order_by("number").values_list("number", "state", "body")
        ),
        "article": list(Article.objects.filter(topic=topic).values_list("published_at", "helpful_count", "reviewed_at")),
        "ratings": ArticleRating.objects.filter(article__topic=topic).count(),
    }


@pytest.mark.parametrize("other", list(Kind))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_topic_turned_and_turned_back_keeps_everything(community: Community, kind: Kind, other: Kind) -> None:
    topic, mo = _filled(community, kind), community.actor("mo")
    before = _belongings(topic)
    change_kind(actor=mo, topic_id=topic.pk, kind=other)
    meanwhile = Topic.objects.get(pk=topic.pk)
    if other is not kind:
        assert (meanwhile.solution_id, meanwhile.is_solved) == (None, False)
        assert not (meanwhile.takes_idea_votes and kind is Kind.IDEA)
    change_kind(actor=mo, topic_id=topic.pk, kind=kind)
    after = _belongings(topic)
    if other is Kind.ARTICLE and kind is not Kind.ARTICLE:
        # Having been one leaves the version that stood then, for the next time.
        for name in ("versions", "article"):
            assert not before.pop(name)
            assert len(after.pop(name)) == 1
    assert after == before


def test_texts_meet_in_the_middle_when_the_way_leads_through_all_kinds(community: Community) -> None:
    topic, mo = _filled(community, Kind.QUESTION), community.actor("mo")
    before = _belongings(topic)
    for kind in (Kind.IDEA, Kind.DISCUSSION, Kind.ANNOUNCEMENT, Kind.IDEA, Kind.QUESTION):
        change_kind(actor=mo, topic_id=topic.pk, kind=kind)
    assert _belongings(topic) == before
