"""Letting everybody see a topic that was prepared out of their sight."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.actions.finding import lock_topic
from community.actions.moving import find_destination, move_topic
from community.actions.noting import note_decision
from community.actions.referencing import tell_mentions
from community.events import TopicCreated, TopicRestored
from community.models.hiding import PREPARED
from community.models.moderation import Verb
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_set_timer
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now


@action
def publish_topic(
    *, actor: Actor, topic_id: UUID, space_id: UUID | None = None, reason: str = "", at: datetime | None = None
) -> Topic:
    """The staff-only or scheduled topic for all readers of its space, or of the one that it is moved to first."""
    space = find_destination(space_id) if space_id is not None else None
    topic = lock_topic(actor, topic_id, can_set_timer, "publish", space)
    at = at or now()
    if space is not None and space.pk != topic.space_id:
        topic = move_topic(actor=actor, topic_id=topic_id, space_id=space.pk, reason=reason, at=at)
    if topic.hidden_as not in PREPARED:
        return topic
    topic.hidden_at, topic.hidden_as, topic.version = None, "", topic.version + 1
    topic.last_posted_at = max(topic.last_posted_at, at)
    topic.save(update_fields=["hidden_at", "hidden_as", "version", "last_posted_at"])
    Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") + 1)
    note_decision(actor, topic, Verb.PUBLISH, reason=reason, at=at)
    created = TopicCreated(space_id=topic.space_id, topic_id=topic.pk, author_id=topic.author_id, kind=topic.kind)
    publish(created, actor=actor, at=at)
    publish(TopicRestored(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    tell_mentions(actor, Post.objects.select_related("topic").get(topic=topic, position=1), at=at)
    return topic
