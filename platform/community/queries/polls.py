"""Polls as a reader may see them: counts only when the poll shows them to this reader."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from community.authorship import known_author_id
from community.counting import Round, average, instant_runoff, percentages, shares_of_voters, winner_of
from community.models.poll import Ballot, Poll, PollKind, PollOption, Results
from community.models.post import Post
from community.policies import can_close_poll, can_moderate, can_vote_in_poll
from kernel.actor import Actor
from kernel.clock import now
from kernel.prepared import prepared

MOST_BALLOTS = 20_000
"""Beyond so many different rankings a ranked poll is counted by first preferences alone."""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One thing to choose. `count` and `percent` are None while the reader may not know; `rank` is 1 for a first preference."""

    position: int
    text: str
    count: int | None
    percent: int | None
    is_chosen: bool
    rank: int | None
    is_winner: bool


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll inside a post."""

    id: UUID
    post_id: UUID
    question: str
    kind: str
    results: str
    voters_public: bool
    min_choices: int
    max_choices: int
    voter_count: int
    closes_at: datetime | None
    is_closed: bool
    options: Sequence[OptionView]
    rounds: Sequence[Round]
    average: float | None
    shows_results: bool
    has_voted: bool
    may_vote: bool
    may_close: bool


def polls_of(actor: Actor, posts: Sequence[Post], *, at: datetime | None = None) -> Mapping[UUID, PollView]:
    """The polls of these posts (with topic and space), which the caller has checked; one query where there is none."""
    polls = {poll.post_id: poll for poll in _polls([post.pk for post in posts])} if posts else {}
    if not polls:
        return {}
    person_id, options = known_author_id(actor), _options(polls.values())
    ballots = Ballot.objects.filter(poll__in=polls.values(), person_id=person_id) if person_id else Ballot.objects.none()
    mine = dict(ballots.values_list("poll_id", "choice"))
    return {
        post.pk: _view(
            actor, post, polls[post.pk], options.get(polls[post.pk].pk, []), mine=mine, person_id=person_id, at=at or now()
        )
        for post in posts
        if post.pk in polls
    }


@prepared
def _polls(post_ids: list[UUID]) -> QuerySet[Poll]:
    return Poll.objects.filter(post_id__among=post_ids)


def _options(polls: Iterable[Poll]) -> dict[UUID, list[PollOption]]:
    found: dict[UUID, list[PollOption]] = {}
    for option in PollOption.objects.filter(poll__in=polls).order_by("poll_id", "position"):
        found.setdefault(option.poll_id, []).append(option)
    return found


def _view(
    actor: Actor,
    post: Post,
    poll: Poll,
    options: Sequence[PollOption],
    *,
    mine: Mapping[UUID, list[int]],
    person_id: UUID | None,
    at: datetime,
) -> PollView:
    choice = mine.get(poll.pk, [])
    closed = poll.closed_at is not None or (poll.closes_at is not None and poll.closes_at <= at)
    shows = _shows(actor, post, poll, voted=bool(choice), closed=closed)
    counts = [option.count for option in options]
    rounds = _rounds(poll, len(options)) if shows and poll.kind == PollKind.RANKED else []
    shares = percentages(counts) if poll.kind != PollKind.MULTIPLE else shares_of_voters(counts, poll.voter_count)
    best = winner_of(rounds) if rounds else None
    return PollView(
        id=poll.pk,
        post_id=post.pk,
        question=poll.question,
        kind=poll.kind,
        results=poll.results,
        voters_public=poll.voters_public,
        min_choices=poll.min_choices,
        max_choices=poll.max_choices,
        voter_count=poll.voter_count,
        closes_at=poll.closes_at,
        is_closed=closed,
        options=[
            OptionView(
                position=option.position,
                text=option.text,
                count=option.count if shows else None,
                percent=share if shows else None,
                is_chosen=option.position in choice,
                rank=choice.index(option.position) + 1 if poll.kind == PollKind.RANKED and option.position in choice else None,
                is_winner=option.position == best,
            )
            for option, share in zip(options, shares, strict=True)
        ],
        rounds=rounds,
        average=average({int(o.text): o.count for o in options}) if shows and poll.kind == PollKind.NUMBER else None,
        shows_results=shows,
        has_voted=bool(choice),
        may_vote=not closed and can_vote_in_poll(actor, post),
        may_close=can_close_poll(actor, post, person_id),
    )


def _shows(actor: Actor, post: Post, poll: Poll, *, voted: bool, closed: bool) -> bool:
    if actor.is_staff or can_moderate(actor, post.topic.space):
        return True
    if poll.results == Results.STAFF:
        return False
    if poll.results == Results.CLOSED:
        return closed
    return poll.results == Results.ALWAYS or voted or closed


def _rounds(poll: Poll, options: int) -> list[Round]:
    ballots = Ballot.objects.filter(poll=poll).order_by("pk").values_list("choice", flat=True)[:MOST_BALLOTS]
    return instant_runoff(Counter(tuple(choice) for choice in ballots), options)
