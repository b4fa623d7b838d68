"""What posts and votes add to the topics that they belong to."""

from typing import Any
from uuid import UUID

from django.db import connection

from community.importers.neutral import records
from community.models.hiding import HiddenAs
from community.models.topic import Kind, Topic

TOPIC_COUNTERS = [
    "last_position", "reply_count", "last_posted_at", "helpful_at", "score", "hidden_at", "hidden_as", "solution_id", "solved_at",
]  # fmt: skip
"""What `grow` changes."""


def count_votes(gained: dict[UUID, int]) -> None:
    """Add votes to the posts that gained them (or lost, below zero), and to the topics whose first post that is."""
    if not gained:
        return
    with connection.cursor() as cursor:
        values: Any = [list(gained), list(gained.values())]
        cursor.execute(
            """UPDATE community_post AS p SET score = p.score + new.votes, vote_count = p.vote_count + new.votes
               FROM unnest(%s::uuid[], %s::int[]) AS new (id, votes) WHERE p.id = new.id""",
            values,
        )
        cursor.execute(
            """UPDATE community_topic AS t SET score = t.score + new.votes
               FROM unnest(%s::uuid[], %s::int[]) AS new (id, votes) JOIN community_post p ON p.id = new.id AND p.position = 1
               WHERE t.id = p.topic_id""",
            values,
        )


def grow(topic: Topic, record: records.Post, position: int, author_id: UUID, ident: UUID) -> None:
    """The topic with one more post."""
    topic.last_position = max(topic.last_position, position)
    if position == 1:
        topic.score = record.score
        if topic.hidden_as == HiddenAs.DRAFT:
            topic.hidden_at, topic.hidden_as = None, ""
        return
    if record.hidden:
        return
    topic.reply_count += 1
    topic.last_posted_at = max(topic.last_posted_at, record.created)
    if topic.helpful_at is None and author_id != topic.author_id:
        topic.helpful_at = record.created
    if record.accepted and topic.solution_id is None and topic.kind == Kind.QUESTION:
        topic.solution_id, topic.solved_at = ident, record.created
