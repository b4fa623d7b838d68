"""Voting for ideas with a few votes each, and deciding what becomes of an idea.

A person's votes on ideas that still take votes are in use; the quota of their trust level bounds how many of them count.
Votes come back on their own when an idea is finished, closed, hidden or becomes something else, because use is asked of the
topics. When votes return to use (an idea is opened again, two ideas become one, a level is lost) and there are too many, the
oldest count and the rest wait: nobody loses a vote, and the next free one makes the oldest waiting vote count.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from access.policies import authorise
from community.actions.finding import lock_topic
from community.actions.noting import note_decision
from community.authorship import author_id_of
from community.errors import IdeaClosedError, NotAnIdeaError, NoVotesLeftError, ReasonMissingError
from community.kind_policies import can_decide_idea, can_vote_idea
from community.models.idea import IdeaDecision, IdeaVote
from community.models.moderation import Verb
from community.models.topic import IdeaStatus, Kind, Topic
from community.policies import can_run_timers
from community.queries.quotas import quotas_of
from community.texts import clean_reason
from community.topic_events import IdeaDecided, IdeaVoteCast, IdeaVoteWithdrawn
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from people.queries import person_id_of_user
from tenants.context import require_tenant_id


@action
def vote_for_idea(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The idea with the actor's vote; a second vote changes nothing. Raises IdeaClosedError or NoVotesLeftError."""
    hold_idea_votes()
    topic = _find(actor, topic_id)
    person_id, at = author_id_of(actor), at or now()
    if IdeaVote.objects.filter(topic=topic, person_id=person_id).exists():
        return topic
    if not topic.takes_idea_votes:
        raise IdeaClosedError
    if _in_use([person_id])[person_id] >= quotas_of([person_id])[person_id]:
        raise NoVotesLeftError
    IdeaVote(topic=topic, person_id=person_id, at=at).save(force_insert=True)
    publish(IdeaVoteCast(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return _count(topic)


@action
def withdraw_idea_vote(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The idea without the actor's vote; the vote that has waited longest takes its place where it is wanted."""
    hold_idea_votes()
    topic = _find(actor, topic_id)
    person_id, at = author_id_of(actor), at or now()
    removed, _ = IdeaVote.objects.filter(topic=topic, person_id=person_id).delete()
    if not removed:
        return topic
    publish(IdeaVoteWithdrawn(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    settle_votes([person_id], at=at)
    return _count(topic)


@action
def decide_idea(*, actor: Actor, topic_id: UUID, status: str, reason: str, at: datetime | None = None) -> Topic:
    """The idea in this status. Readers get the reason, so there must be one; done and declined give all votes back."""
    hold_idea_votes()
    topic = lock_topic(actor, topic_id, can_decide_idea)
    if topic.kind != Kind.IDEA:
        raise NotAnIdeaError
    after = IdeaStatus(status).value
    if after == topic.idea_status:
        return topic
    reason, at = clean_reason(reason), at or now()
    if not reason:
        raise ReasonMissingError.about("reason")
    before, topic.idea_status = topic.idea_status, after
    topic.save(update_fields=["idea_status"])
    IdeaDecision(topic=topic, before=before, after=after, reason=reason, decided_by_id=author_id_of(actor), at=at).save(
        force_insert=True
    )
    note_decision(actor, topic, Verb.IDEA_STATUS, reason=reason, at=at, before=before, after=after)
    publish(IdeaDecided(space_id=topic.space_id, topic_id=topic.pk, before=before, after=after), actor=actor, at=at)
    settle_voters_of([topic.pk], at=at)
    return _count(topic)


@action
def settle_after(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> None:
    """After this topic was closed, hidden, archived or the opposite: settle its voters, when it is an idea at all."""
    authorise(actor, can_run_timers)
    if Topic.objects.filter(pk=topic_id, kind=Kind.IDEA.value).exists():
        settle_voters_of([topic_id], at=at or now())


@action
def settle_member(*, actor: Actor, user_id: UUID, at: datetime | None = None) -> None:
    """After this account's level changed: settle the votes of its person."""
    authorise(actor, can_run_timers)
    person_id = person_id_of_user(user_id)
    if person_id is not None:
        settle_votes([person_id], at=at or now())


def hold_idea_votes() -> None:
    """One at a time in each brand: two windows must not both find the last vote free. Taken before any topic's row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"idea-votes:{require_tenant_id()}"])


def settle_voters_of(topic_ids: Collection[UUID], *, at: datetime) -> None:
    """After these topics began or ceased to take votes: settle all who voted for them."""
    voters = set(IdeaVote.objects.filter(topic_id__in=topic_ids).values_list("person_id", flat=True))
    settle_votes(voters, at=at)


def settle_votes(person_ids: Collection[UUID], *, at: datetime) -> None:
    """Of each person's votes that are in use the oldest count, up to the quota; the rest wait. Counters follow."""
    if not person_ids:
        return
    hold_idea_votes()
    quotas = quotas_of(person_ids)
    taking = Topic.objects.taking_idea_votes()
    rows = IdeaVote.objects.filter(person_id__in=person_ids, topic__in=taking).order_by("person_id", "at", "pk")
    by_person: dict[UUID, list[IdeaVote]] = defaultdict(list)
    for vote in rows:
        by_person[vote.person_id].append(vote)
    changed: list[IdeaVote] = []
    for person_id, votes in by_person.items():
        for place, vote in enumerate(votes):
            waits = place >= quotas[person_id]
            if waits != (vote.waiting_at is not None):
                vote.waiting_at = at if waits else None
                changed.append(vote)
    IdeaVote.objects.bulk_update(changed, ["waiting_at"], batch_size=500)
    for topic_id in {vote.topic_id for vote in changed}:
        count_idea_votes(topic_id)


def count_idea_votes(topic_id: UUID) -> int:
    """The counter, from the rows that count."""
    votes = IdeaVote.objects.filter(topic_id=topic_id, waiting_at=None).count()
    Topic.objects.filter(pk=topic_id).update(idea_votes=votes, version=F("version") + 1)
    return votes


def _find(actor: Actor, topic_id: UUID) -> Topic:
    topic = lock_topic(actor, topic_id, can_vote_idea)
    if topic.kind != Kind.IDEA:
        raise NotAnIdeaError
    return topic


def _in_use(person_ids: Collection[UUID]) -> dict[UUID, int]:
    taking = Topic.objects.taking_idea_votes()
    used = dict.fromkeys(person_ids, 0)
    for person_id in IdeaVote.objects.filter(person_id__in=person_ids, topic__in=taking).values_list("person_id", flat=True):
        used[person_id] += 1
    return used


def _count(topic: Topic) -> Topic:
    topic.idea_votes = count_idea_votes(topic.pk)
    topic.version += 1
    return topic
