"""Saying that a post is useful."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_post
from community.authorship import author_id_of, known_author_id
from community.events import VoteCast, VoteWithdrawn
from community.models.post import Post
from community.models.topic import Topic
from community.models.vote import Vote
from community.policies import can_vote
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def cast_vote(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Post:
    """The post with the actor's vote on it; a second vote of the same person changes nothing."""
    post = _find(actor, post_id)
    person_id = author_id_of(actor)
    if Vote.objects.filter(post=post, person_id=person_id).exists():
        return post
    at = at or now()
    Vote(post=post, person_id=person_id, at=at).save(force_insert=True)
    _count(post, 1)
    event = VoteCast(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at)
    return post


@action
def withdraw_vote(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> Post:
    """The post without the actor's vote."""
    post = _find(actor, post_id)
    person_id = author_id_of(actor)
    removed, _ = Vote.objects.filter(post=post, person_id=person_id).delete()
    if not removed:
        return post
    _count(post, -1)
    event = VoteWithdrawn(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor, at=at or now())
    return post


def _find(actor: Actor, post_id: UUID) -> Post:
    person_id = known_author_id(actor)
    return lock_post(actor, post_id, can_vote, person_id)


def _count(post: Post, change: int) -> None:
    post.score += change
    post.vote_count += change
    post.save(update_fields=["score", "vote_count"])
    if post.position == 1:
        Topic.objects.filter(pk=post.topic_id).update(score=post.score)
