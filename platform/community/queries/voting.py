"""One poll by its post, and who voted in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.faces import Face, face_of
from community.models.poll import Ballot
from community.queries.polls import PollView, polls_of
from community.queries.reading import find_post
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from people.queries import people_by_id


@dataclass(frozen=True, slots=True)
class Voter:
    """Who chose what, in a poll that says so."""

    face: Face
    choice: Sequence[int]
    at: datetime


def get_poll(actor: Actor, post_id: UUID, *, at: datetime | None = None) -> PollView:
    """The poll of one post; raises NotFoundError when there is none for this reader."""
    post = find_post(actor, post_id)
    found = polls_of(actor, [post], at=at).get(post.pk)
    if found is None:
        raise NotFoundError
    return found


def list_voters(actor: Actor, post_id: UUID, *, cursor: str | None = None, size: int = 50) -> Page[Voter]:
    """Who voted in a poll with public voters, latest first; NotFoundError for all others, and while results are hidden."""
    poll = get_poll(actor, post_id)
    if not poll.voters_public or not poll.shows_results:
        raise NotFoundError
    page = paginate(Ballot.objects.filter(poll_id=poll.id), order=["-at", "-id"], cursor=cursor, size=size)
    people = people_by_id({ballot.person_id for ballot in page.items})
    return page.map(lambda ballot: Voter(face_of(people.get(ballot.person_id)), ballot.choice, ballot.at))
