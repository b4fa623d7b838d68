"""Topics that were written for the demo, with their replies, votes and solutions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from community.actions.ideas import vote_for_idea
from community.actions.polling import PollText, vote_in_poll
from community.actions.replies import post_reply
from community.actions.solutions import accept_solution
from community.actions.topics import create_topic
from community.actions.votes import cast_vote
from community.queries.escalation import get_topic_digest
from demo.contracts import BrandText, TopicText
from demo.loading.progress import Progress

_LATER = timedelta(minutes=9)


def load_topics(progress: Progress, brand: BrandText) -> int:
    """How many topics were made, the oldest first."""
    kinds = {space.key: space.kind for space in brand.space}
    topics = sorted(brand.topic, key=lambda topic: topic.age, reverse=True)
    return sum(
        progress.once(f"topic:{topic.key}", partial(_topic, progress, topic, topic.kind or kinds[topic.space]))
        for topic in topics
    )


def _topic(progress: Progress, topic: TopicText, kind: str) -> UUID:
    at = progress.began - topic.age
    made = create_topic(
        actor=progress.actor(topic.author),
        space_id=progress.id_of(f"space:{topic.space}"),
        title=topic.title,
        body=topic.body,
        tags=topic.tags,
        kind=kind,
        poll=PollText(topic.poll.options, topic.poll.question) if topic.poll else None,
        id=progress.stable_id(f"topic:{topic.key}", at),
        at=at,
    )
    first_id = get_topic_digest(topic_id=made.pk).first_post_id
    if kind == "idea":
        _support(progress, made.pk, topic.votes, at)
    else:
        _vote(progress, first_id, topic.votes, at)
    if topic.poll:
        for place, (voter, choice) in enumerate(topic.poll.votes.items()):
            vote_in_poll(actor=progress.actor(voter), post_id=first_id, choice=[choice], at=at + _LATER * (place + 2))
    for place, reply in enumerate(topic.replies):
        at += reply.after
        post = post_reply(
            actor=progress.actor(reply.by),
            topic_id=made.pk,
            body=reply.body,
            id=progress.stable_id(f"topic:{topic.key}:{place}", at),
            at=at,
        )
        _vote(progress, post.pk, reply.votes, at)
        if place == topic.solution:
            accept_solution(actor=progress.actor(topic.author), topic_id=made.pk, post_id=post.pk, at=at + _LATER)
    return made.pk


def _support(progress: Progress, topic_id: UUID, voters: Sequence[str], at: datetime) -> None:
    for place, voter in enumerate(voters):
        vote_for_idea(actor=progress.actor(voter), topic_id=topic_id, at=at + _LATER * (place + 1))


def _vote(progress: Progress, post_id: UUID, voters: Sequence[str], at: datetime) -> None:
    for place, voter in enumerate(voters):
        cast_vote(actor=progress.actor(voter), post_id=post_id, at=at + _LATER * (place + 1))
