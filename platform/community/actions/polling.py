"""Making polls, voting in them, closing them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from access.policies import authorise
from community.actions.finding import lock_post
from community.actions.standing import refuse_unfit, require_voice
from community.authorship import author_id_of, known_author_id
from community.errors import BadBallotError, BadPollError, PollClosedError, PollExistsError
from community.events import PollChanged
from community.models.poll import Ballot, Poll, PollKind, PollOption, Results
from community.models.post import Post
from community.policies import can_close_poll, can_create_poll, can_vote_in_poll
from community.screening import Circumstances
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.text import one_line

MOST_OPTIONS, LONGEST = 20, 200
_RANGE = re.compile(r"^\s*(-?\d{1,6})\s*(?:-|–|…|\.\.)\s*(-?\d{1,6})(?:\s*/\s*(\d{1,6}))?\s*$")


@dataclass(frozen=True, slots=True)
class PollText:
    """A poll as somebody wrote it. A number poll takes one option such as "1-10" or "0-100/10"."""

    options: Sequence[str]
    question: str = ""
    kind: str = PollKind.SINGLE
    results: str = Results.ALWAYS
    voters_public: bool = False
    min_choices: int = 1
    max_choices: int | None = None
    closes_at: datetime | None = None


@action
def create_poll(
    *, actor: Actor, post_id: UUID, poll: PollText, at: datetime | None = None, circumstances: Circumstances | None = None
) -> Poll:
    """A poll in a post that the actor may edit; a post has one at most. With `circumstances` it is counted and screened."""
    require_voice(actor)
    at = at or now()
    post = lock_post(actor, post_id, can_create_poll, known_author_id(actor), at)
    if Poll.objects.filter(post=post).exists():
        raise PollExistsError
    options = _options(poll)
    least, most = _choices(poll, len(options))
    if poll.closes_at is not None and poll.closes_at <= at:
        raise BadPollError(fields={"closes_at": [str(PollClosedError.message)]})
    said = "\n".join([one_line(poll.question), *options])
    refuse_unfit(actor, "poll", said, circumstances, deed="poll", language=post.language, space_id=post.topic.space_id)
    row = Poll(
        post=post,
        question=one_line(poll.question)[:LONGEST],
        kind=PollKind(poll.kind).value,
        results=Results(poll.results).value,
        voters_public=poll.voters_public,
        min_choices=least,
        max_choices=most,
        created_at=at,
        closes_at=poll.closes_at,
    )
    row.save(force_insert=True)
    PollOption.objects.bulk_create(PollOption(poll=row, position=index, text=text) for index, text in enumerate(options))
    _tell(actor, post, at)
    return row


@action
def vote_in_poll(*, actor: Actor, post_id: UUID, choice: Sequence[int], at: datetime | None = None) -> Poll:
    """The poll with the actor's ballot, in place of an earlier one; an empty choice takes it back.

    The poll's row is locked: whoever votes twice at once has one ballot, and the counts are what the ballots say.
    """
    at = at or now()
    poll, post = _lock(actor, post_id)
    authorise(actor, can_vote_in_poll, post)
    if poll.closed_at is not None or (poll.closes_at is not None and poll.closes_at <= at):
        raise PollClosedError
    wanted = _checked(poll, choice)
    person_id = author_id_of(actor)
    ballot = Ballot.objects.filter(poll=poll, person_id=person_id).first()
    if (ballot.choice if ballot else []) == wanted:
        return poll
    if ballot is not None:
        _count(poll, ballot.choice, -1)
        ballot.delete()
    if wanted:
        Ballot(poll=poll, person_id=person_id, choice=wanted, at=at).save(force_insert=True)
        _count(poll, wanted, 1)
    poll.voter_count += bool(wanted) - (ballot is not None)
    poll.save(update_fields=["voter_count"])
    _tell(actor, post, at)
    return poll


@action
def close_poll(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Poll:
    """No more votes: by the post's author or a moderator. Closed twice is closed."""
    at = at or now()
    poll, post = _lock(actor, post_id)
    authorise(actor, can_close_poll, post, known_author_id(actor))
    if poll.closed_at is None:
        poll.closed_at = at
        poll.save(update_fields=["closed_at"])
        _tell(actor, post, at)
    return poll


@action
def reopen_poll(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Poll:
    """Votes are welcome again, until the time that was announced if that still lies ahead."""
    require_voice(actor)
    at = at or now()
    poll, post = _lock(actor, post_id)
    authorise(actor, can_close_poll, post, known_author_id(actor))
    passed = poll.closes_at is not None and poll.closes_at <= at
    if poll.closed_at is not None or passed:
        poll.closed_at, poll.closes_at = None, None if passed else poll.closes_at
        poll.save(update_fields=["closed_at", "closes_at"])
        _tell(actor, post, at)
    return poll


def _lock(actor: Actor, post_id: UUID) -> tuple[Poll, Post]:
    poll = Poll.objects.select_for_update(of=("self",)).select_related("post__topic__space").filter(post_id=post_id).first()
    if poll is None:
        raise NotFoundError
    return poll, poll.post


def _options(poll: PollText) -> list[str]:
    if poll.kind not in set(PollKind) or poll.results not in set(Results):
        raise BadPollError
    if poll.kind == PollKind.NUMBER:
        return _numbers(list(poll.options))
    options = [one_line(text) for text in poll.options if text.strip()]
    if not 2 <= len(options) <= MOST_OPTIONS or len({text.casefold() for text in options}) < len(options):
        raise BadPollError.about("options")
    if any(not text or len(text) > LONGEST for text in options):
        raise BadPollError.about("options")
    return options


def _numbers(options: list[str]) -> list[str]:
    found = _RANGE.match(options[0]) if len(options) == 1 else None
    if found is None:
        raise BadPollError.about("options")
    low, high, step = int(found[1]), int(found[2]), int(found[3] or 1)
    if step < 1 or high <= low or (high - low) // step + 1 > MOST_OPTIONS or (high - low) // step < 1:
        raise BadPollError.about("options")
    return [str(number) for number in range(low, high + 1, step)]


def _choices(poll: PollText, options: int) -> tuple[int, int]:
    if poll.kind in {PollKind.SINGLE, PollKind.NUMBER}:
        return 1, 1
    most = options if poll.max_choices is None else poll.max_choices
    if not 1 <= poll.min_choices <= most <= options:
        raise BadPollError.about("max_choices")
    return poll.min_choices, most


def _checked(poll: Poll, choice: Sequence[int]) -> list[int]:
    if not choice:
        return []
    known = set(PollOption.objects.filter(poll=poll).values_list("position", flat=True))
    if len(set(choice)) < len(choice) or not set(choice) <= known:
        raise BadBallotError
    if not poll.min_choices <= len(choice) <= poll.max_choices:
        raise BadBallotError
    return list(choice) if poll.kind == PollKind.RANKED else sorted(choice)


def _count(poll: Poll, choice: Sequence[int], change: int) -> None:
    counted = choice[:1] if poll.kind == PollKind.RANKED else choice
    PollOption.objects.filter(poll=poll, position__in=counted).update(count=F("count") + change)


def _tell(actor: Actor, post: Post, at: datetime) -> None:
    event = PollChanged(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
