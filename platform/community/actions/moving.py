"""Moving a topic to another space."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.actions.finding import lock_topic
from community.actions.noting import note_decision
from community.models.moderation import Verb
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_move_topic
from community.topic_events import TopicMoved, TopicMovedAway
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError


@action
def move_topic(*, actor: Actor, topic_id: UUID, space_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic in another space, whose readers are its readers from now on; moving it back undoes it."""
    space = find_destination(space_id)
    topic = lock_topic(actor, topic_id, can_move_topic, space)
    if topic.space_id == space.pk:
        return topic
    at, old_id = at or now(), topic.space_id
    if topic.hidden_at is None:
        Space.objects.filter(pk=old_id).update(topic_count=F("topic_count") - 1)
        Space.objects.filter(pk=space.pk).update(topic_count=F("topic_count") + 1)
    topic.space, topic.version = space, topic.version + 1
    topic.save(update_fields=["space", "version"])
    note_decision(actor, topic, Verb.MOVE, reason=reason, at=at, from_space=old_id, to_space=space.pk)
    publish(TopicMovedAway(space_id=old_id, topic_id=topic.pk), actor=actor, at=at)
    publish(TopicMoved(space_id=space.pk, topic_id=topic.pk, from_space_id=old_id), actor=actor, at=at)
    return topic


def find_destination(space_id: UUID) -> Space:
    """The space to move to; whether the actor may is for the policy to say, which answers 404 when they cannot see it."""
    space = Space.objects.filter(pk=space_id).first()
    if space is None:
        raise NotFoundError
    return space
