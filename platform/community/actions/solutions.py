"""Marking the reply that solved a question."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_topic
from community.authorship import known_author_id
from community.errors import NotAReplyError
from community.events import SolutionAccepted, SolutionCleared
from community.models.post import Post
from community.models.topic import Topic
from community.policies import can_accept
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def accept_solution(*, actor: Actor, topic_id: UUID, post_id: UUID, at: datetime | None = None) -> Topic:
    """The topic, solved by this reply; another choice before it is taken back first."""
    topic = _find(actor, topic_id)
    if topic.solution_id == post_id:
        return topic
    post = Post.objects.filter(pk=post_id, topic=topic, position__gt=1, hidden_at=None).first()
    if post is None:
        raise NotAReplyError
    at = at or now()
    _publish_cleared(topic, actor=actor, at=at)
    topic.solution, topic.solved_at = post, at
    topic.save(update_fields=["solution", "solved_at"])
    publish(
        SolutionAccepted(
            space_id=topic.space_id, topic_id=topic.pk, post_id=post.pk, position=post.position, author_id=post.author_id
        ),
        actor=actor,
        at=at,
    )
    return topic


@action
def clear_solution(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """The topic without a solution; it is an open question again."""
    topic = _find(actor, topic_id)
    if topic.solution_id is None:
        return topic
    _publish_cleared(topic, actor=actor, at=at or now())
    topic.solution, topic.solved_at = None, None
    topic.save(update_fields=["solution", "solved_at"])
    return topic


def _find(actor: Actor, topic_id: UUID) -> Topic:
    person_id = known_author_id(actor)
    return lock_topic(actor, topic_id, can_accept, person_id)


def _publish_cleared(topic: Topic, *, actor: Actor, at: datetime) -> None:
    if topic.solution_id is None:
        return
    position = Post.objects.values_list("position", flat=True).get(pk=topic.solution_id)
    event = SolutionCleared(space_id=topic.space_id, topic_id=topic.pk, post_id=topic.solution_id, position=position)
    publish(event, actor=actor, at=at)
