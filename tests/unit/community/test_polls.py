"""Polls: one ballot a person, counts that are what the ballots say, and results that show when the poll says so."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community import errors
from community.actions.moderating import hide_topic
from community.actions.polling import PollText, close_poll, create_poll, reopen_poll, vote_in_poll
from community.models import Ballot, Poll, PollOption, Post
from community.queries.voting import get_poll, list_voters
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community
from tests.worlds import World, in_globex

JSON = "application/json"


def _poll(community: Community, author: str = "mo", **fields: Any) -> Post:
    topic = community.ask(author)
    post = Post.objects.get(topic=topic)
    fields.setdefault("options", ["Tea", "Coffee", "Water"])
    create_poll(actor=community.actor(author), post_id=post.pk, poll=PollText(**fields))
    return post


def _counts(post: Post) -> list[int]:
    return list(PollOption.objects.filter(poll__post=post).order_by("position").values_list("count", flat=True))


def test_vote_is_counted_changed_and_taken_back(community: Community) -> None:
    post, bob = _poll(community), community.actor("bob")
    vote_in_poll(actor=bob, post_id=post.pk, choice=[1])
    vote_in_poll(actor=bob, post_id=post.pk, choice=[1])
    assert (_counts(post), Poll.objects.get().voter_count) == ([0, 1, 0], 1)
    vote_in_poll(actor=bob, post_id=post.pk, choice=[2])
    assert (_counts(post), Poll.objects.get().voter_count) == ([0, 0, 1], 1)
    vote_in_poll(actor=bob, post_id=post.pk, choice=[])
    assert (_counts(post), Poll.objects.get().voter_count) == ([0, 0, 0], 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["bob", "dora", "ben"]), st.sets(st.integers(0, 2), max_size=3)), max_size=10))
def test_counts_are_always_what_the_ballots_say(community: Community, deeds: list[tuple[str, set[int]]]) -> None:
    post = _poll(community, kind="multiple")
    for name, choice in deeds:
        vote_in_poll(actor=community.actor(name), post_id=post.pk, choice=sorted(choice))
    ballots = list(Ballot.objects.filter(poll__post=post).values_list("choice", flat=True))
    said = Counter(position for choice in ballots for position in choice)
    assert _counts(post) == [said[0], said[1], said[2]]
    assert Poll.objects.get(post=post).voter_count == len(ballots)


@pytest.mark.parametrize(
    ("fields", "choice"),
    [
        ({}, [0, 1]),
        ({}, [3]),
        ({"kind": "multiple", "max_choices": 2}, [0, 1, 2]),
        ({"kind": "multiple", "min_choices": 2}, [0]),
        ({"kind": "ranked"}, [1, 1]),
    ],
    ids=["two-of-one", "unknown", "too-many", "too-few", "same-twice"],
)
def test_ballot_that_does_not_fit_is_refused(community: Community, fields: dict[str, Any], choice: list[int]) -> None:
    post = _poll(community, **fields)
    with pytest.raises(errors.BadBallotError):
        vote_in_poll(actor=community.actor("bob"), post_id=post.pk, choice=choice)
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"options": ["Tea"]},
        {"options": ["Tea", "tea"]},
        {"options": [f"{n}" for n in range(21)]},
        {"options": ["a", "b"], "kind": "multiple", "max_choices": 3},
        {"options": ["1-1000"], "kind": "number"},
        {"options": ["10-1"], "kind": "number"},
        {"options": ["a", "b"], "kind": "magic"},
    ],
    ids=["one", "same", "many", "more-choices", "long-range", "backwards", "unknown-kind"],
)
def test_poll_that_makes_no_sense_is_refused(community: Community, fields: dict[str, Any]) -> None:
    with pytest.raises(errors.BadPollError):
        _poll(community, **fields)


def test_number_poll_has_an_average(community: Community) -> None:
    post = _poll(community, kind="number", options=["0-10/5"])
    for name, choice in (("bob", 1), ("dora", 2)):
        vote_in_poll(actor=community.actor(name), post_id=post.pk, choice=[choice])
    view = get_poll(community.actor("bob"), post.pk)
    assert ([option.text for option in view.options], view.average) == (["0", "5", "10"], 7.5)


@pytest.mark.parametrize(
    ("results", "before", "voted", "closed"),
    [("always", True, True, True), ("voted", False, True, True), ("closed", False, False, True), ("staff", False, False, False)],
)
def test_results_show_when_the_poll_says_so(community: Community, results: str, before: bool, voted: bool, closed: bool) -> None:
    post, bob = _poll(community, results=results), community.actor("bob")

    def shown() -> bool:
        view = get_poll(community.actor("bob"), post.pk)
        assert all((option.count is not None) == view.shows_results for option in view.options)
        return view.shows_results

    assert shown() == before
    vote_in_poll(actor=bob, post_id=post.pk, choice=[0])
    assert shown() == voted
    close_poll(actor=community.actor("mo"), post_id=post.pk)
    assert shown() == closed
    assert get_poll(community.actor("ben"), post.pk).shows_results


def test_closed_poll_takes_no_votes_until_it_is_opened_again(community: Community) -> None:
    post, bob = _poll(community, closes_at=now() + timedelta(hours=1)), community.actor("bob")
    with pytest.raises(errors.PollClosedError):
        vote_in_poll(actor=bob, post_id=post.pk, choice=[0], at=now() + timedelta(hours=2))
    with pytest.raises(ForbiddenError):
        close_poll(actor=bob, post_id=post.pk)
    close_poll(actor=community.actor("mo"), post_id=post.pk)
    with pytest.raises(errors.PollClosedError):
        vote_in_poll(actor=bob, post_id=post.pk, choice=[0])
    reopen_poll(actor=community.actor("mo"), post_id=post.pk)
    assert vote_in_poll(actor=bob, post_id=post.pk, choice=[0]).voter_count == 1


def test_voters_are_named_only_where_the_poll_says_so(community: Community) -> None:
    secret, public = _poll(community), _poll(community, voters_public=True)
    for post in (secret, public):
        vote_in_poll(actor=community.actor("bob"), post_id=post.pk, choice=[0])
    assert [voter.face.name for voter in list_voters(community.actor("dora"), public.pk).items] == ["Bob"]
    with pytest.raises(NotFoundError):
        list_voters(community.actor("alice"), secret.pk)


def test_poll_in_a_hidden_topic_does_not_exist(community: Community) -> None:
    post = _poll(community)
    hide_topic(actor=community.actor("mo"), topic_id=post.topic_id, reason="off topic")
    with pytest.raises(NotFoundError):
        vote_in_poll(actor=community.actor("bob"), post_id=post.pk, choice=[0])
    charlie = community.actor("charlie")
    with in_globex(), pytest.raises(NotFoundError):
        vote_in_poll(actor=charlie, post_id=post.pk, choice=[0])


def test_new_member_makes_no_poll_and_nobody_makes_a_second_one(community: Community) -> None:
    topic = community.ask("bob")
    post = Post.objects.get(topic=topic)
    with pytest.raises(ForbiddenError):
        create_poll(actor=community.actor("bob"), post_id=post.pk, poll=PollText(["a", "b"]))
    first = _poll(community)
    with pytest.raises(errors.PollExistsError):
        create_poll(actor=community.actor("mo"), post_id=first.pk, poll=PollText(["a", "b"]))


def test_page_votes_without_scripts(community: Community) -> None:
    post = _poll(community, kind="ranked", question="What do you drink?")
    client = community.world.client("bob")
    path = f"/t/{post.topic.slug}-{post.topic.number}/"
    assert "What do you drink?" in client.get(path).content.decode()
    client.post(f"/posts/{post.pk}/poll/ballot/", {"rank-0": "2", "rank-2": "1"})
    assert Ballot.objects.get().choice == [2, 0]
    client.post(f"/posts/{post.pk}/poll/ballot/", {"rank-0": "1", "rank-2": "1"})
    assert Ballot.objects.get().choice == [2, 0]
    client.post(f"/posts/{post.pk}/poll/ballot/", {"withdraw": "1"})
    assert not Ballot.objects.exists()
    assert community.world.client(None).get(path).status_code == 200


def test_api_makes_votes_and_closes(community: Community) -> None:
    topic = community.ask("mo")
    post = Post.objects.get(topic=topic)
    moderator, member = community.world.client("mo"), community.world.client("bob")
    address = f"/api/v1/posts/{post.pk}/poll"
    assert moderator.post(address, {"options": ["a", "b"], "voters_public": "yes"}, JSON).status_code == 400
    assert moderator.post(address, {"options": ["a", "b"], "voters_public": True}, JSON).status_code == 201
    voted = member.put(f"{address}/ballot", {"choice": [1]}, JSON).json()
    assert ([option["count"] for option in voted["options"]], voted["has_voted"]) == ([0, 1], True)
    assert member.get(f"{address}/voters").json()["items"][0]["choice"] == [1]
    assert member.put(f"{address}/closure").status_code == 403
    assert moderator.put(f"{address}/closure").json()["is_closed"]
    assert member.delete(f"{address}/ballot").status_code == 409


def test_one_ballot_per_member_whoever_races(committed_world: World) -> None:
    from django.db import connection

    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from tenants.context import tenant_context

    mo, bob = committed_world.actor("mo"), committed_world.actor("bob")
    space = create_space(actor=committed_world.actor("alice"), name="Machines", slug="machines")
    topic = create_topic(actor=mo, space_id=space.pk, title="Race", body="Go.", poll=PollText(["a", "b", "c"]))
    post_id = Post.objects.get(topic=topic).pk
    community_first = vote_in_poll(actor=mo, post_id=post_id, choice=[0])

    def vote(position: int) -> None:
        with tenant_context(TENANTS["acme"]):
            try:
                vote_in_poll(actor=bob, post_id=post_id, choice=[position % 3])
            finally:
                connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(vote, range(12)))
    assert Ballot.objects.filter(poll=community_first).count() == 2
    assert sum(PollOption.objects.filter(poll=community_first).values_list("count", flat=True)) == 2
    assert Poll.objects.get().voter_count == 2
