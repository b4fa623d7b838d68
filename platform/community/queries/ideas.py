"""Ideas: the board by votes and by status, and one idea with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from community.authorship import known_author_id
from community.faces import Face, face_of
from community.kind_policies import can_decide_idea, can_vote_idea
from community.models.idea import IdeaDecision, IdeaVote
from community.models.space import Space
from community.models.topic import IDEA_STATUSES, IdeaStatus, Kind, Topic
from community.queries.quotas import VotesLeft, get_votes_left
from community.queries.topics import TopicRow, as_rows, with_marks
from kernel.actor import Actor
from kernel.pagination import Page, paginate
from people.queries import people_by_id

ORDERS = {"votes": ["-idea_votes", "-id"], "new": ["-created_at", "-id"], "active": ["-last_posted_at", "-id"]}


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One step of an idea with its reason."""

    before: str
    after: str
    label: str
    reason: str
    by: Face
    at: datetime


@dataclass(frozen=True, slots=True)
class IdeaView:
    """An idea as its reader sees it; `left` is None for readers without an account."""

    status: str
    label: str
    votes: int
    takes_votes: bool
    is_mine: bool
    is_waiting: bool
    may_vote: bool
    may_decide: bool
    left: VotesLeft | None
    decisions: Sequence[DecisionView]
    statuses: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea on the board."""

    topic: TopicRow
    status: str
    label: str
    votes: int
    takes_votes: bool
    is_mine: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class IdeaBoard:
    """A page of ideas and how many there are of each status."""

    page: Page[IdeaRow]
    counts: Mapping[str, int]
    left: VotesLeft | None


def get_idea_view(actor: Actor, topic: Topic) -> IdeaView:
    """The idea of this topic, which the caller has checked."""
    mine = _mine(known_author_id(actor), [topic.pk]).get(topic.pk)
    return IdeaView(
        status=topic.idea_status,
        label=_label(topic.idea_status),
        votes=topic.idea_votes,
        takes_votes=topic.takes_idea_votes,
        is_mine=mine is not None,
        is_waiting=bool(mine),
        may_vote=can_vote_idea(actor, topic),
        may_decide=can_decide_idea(actor, topic),
        left=get_votes_left(actor) if actor.is_authenticated else None,
        decisions=list_decisions(topic),
        statuses=[(status.value, str(label)) for status, label in IDEA_STATUSES.items()],
    )


def list_decisions(topic: Topic) -> list[DecisionView]:
    """What became of the idea so far and why, oldest first."""
    rows = list(IdeaDecision.objects.filter(topic=topic).order_by("at", "pk")[:100])
    people = people_by_id({row.decided_by_id for row in rows}) if rows else {}
    return [
        DecisionView(row.before, row.after, _label(row.after), row.reason, face_of(people.get(row.decided_by_id)), row.at)
        for row in rows
    ]


def get_board(
    actor: Actor, spaces: Sequence[Space], *, status: str = "", order: str = "votes", cursor: str | None = None, size: int = 25
) -> IdeaBoard:
    """Ideas of these spaces, which the caller has checked."""
    ideas = Topic.objects.in_spaces(space.pk for space in spaces).filter(kind=Kind.IDEA.value)
    counts = dict.fromkeys((s.value for s in IdeaStatus), 0)
    counts |= dict(ideas.order_by().values_list("idea_status").annotate(n=Count("pk")))
    chosen = ideas.filter(idea_status=status) if status in counts else ideas
    person_id = known_author_id(actor)
    mine = IdeaVote.objects.filter(person_id=person_id, topic=OuterRef("pk")) if person_id else IdeaVote.objects.none()
    voted = with_marks(chosen, None, "pk").annotate(
        is_mine=Exists(mine), is_waiting=Exists(mine.filter(waiting_at__isnull=False))
    )
    page = paginate(voted, order=ORDERS.get(order, ORDERS["votes"]), cursor=cursor, size=size)
    rows = {row.id: row for row in as_rows(page.items, spaces)}
    items = [_row(topic, rows[topic.pk]) for topic in page.items]
    left = get_votes_left(actor) if actor.is_authenticated else None
    return IdeaBoard(Page(items, page.next_cursor, page.previous_cursor), counts, left)


def _row(topic: Any, row: TopicRow) -> IdeaRow:
    return IdeaRow(
        topic=row,
        status=topic.idea_status,
        label=_label(topic.idea_status),
        votes=topic.idea_votes,
        takes_votes=topic.takes_idea_votes,
        is_mine=topic.is_mine,
        is_waiting=topic.is_waiting,
    )


def _mine(person_id: UUID | None, topic_ids: Sequence[UUID]) -> dict[UUID, bool]:
    """Ids of ideas that the person voted for, with whether the vote still waits."""
    if person_id is None or not topic_ids:
        return {}
    rows = IdeaVote.objects.filter(person_id=person_id, topic_id__in=topic_ids).values_list("topic_id", "waiting_at")
    return {topic_id: waiting_at is not None for topic_id, waiting_at in rows}


def _label(status: str) -> str:
    return str(IDEA_STATUSES[IdeaStatus(status)])
