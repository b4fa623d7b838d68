"""How a topic that moderation held or hid comes into sight: now, or at the hour that its author chose."""

from datetime import datetime

from django.db.models import F

from community.actions.referencing import tell_mentions
from community.events import TopicCreated, TopicRestored, TopicScheduled
from community.models.hiding import HiddenAs
from community.models.post import Post
from community.models.schedule import Schedule
from community.models.space import Space
from community.models.topic import Topic
from events.recording import publish
from kernel.actor import Actor


def bring_into_sight(actor: Actor, topic: Topic, *, at: datetime) -> None:
    """The locked topic, which is hidden, is seen from now on; one whose hour is still to come waits for it again.

    The world hears of a topic that it has never seen as of any new one.
    """
    schedule = Schedule.objects.select_for_update().filter(topic=topic, published_at=None).first()
    ids = {"space_id": topic.space_id, "topic_id": topic.pk}
    if schedule is not None and schedule.publish_at > at:
        topic.hidden_as = HiddenAs.SCHEDULED.value
        topic.save(update_fields=["hidden_as"])
        publish(TopicScheduled(**ids), actor=actor, at=at)
        return
    is_new = topic.hidden_as == HiddenAs.HELD or schedule is not None
    if schedule is not None:
        begin_now(topic, at)
    topic.hidden_at, topic.hidden_as = None, ""
    topic.save(update_fields=["hidden_at", "hidden_as", "created_at", "last_posted_at"])
    Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") + 1)
    if is_new:
        publish(TopicCreated(**ids, author_id=topic.author_id, kind=topic.kind), actor=actor, at=at)
        tell_mentions(actor, Post.objects.select_related("topic").get(topic=topic, position=1), at=at)
    publish(TopicRestored(**ids), actor=actor, at=at)


def begin_now(topic: Topic, at: datetime) -> None:
    """A topic that waited for its hour begins its life; the caller saves it."""
    topic.created_at = topic.last_posted_at = at
    Post.objects.filter(topic=topic, position=1).update(created_at=at)
    Schedule.objects.filter(topic=topic, published_at=None).update(published_at=at, refused_at=None)
