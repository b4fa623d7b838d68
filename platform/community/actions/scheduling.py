"""Topics that wait for their time, and topics of the staff that go public."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from accounts.actors import actor_for_user_id
from community.actions.appearing import begin_now
from community.actions.finding import lock_topic
from community.actions.referencing import tell_mentions
from community.actions.standing import require_voice
from community.actions.topics import LATEST
from community.authorship import known_author_id
from community.errors import BadTimeError
from community.events import TopicCreated, TopicHeld, TopicRestored, TopicScheduled
from community.models.hiding import HiddenAs
from community.models.post import Post
from community.models.schedule import Schedule
from community.models.space import Space
from community.models.topic import Topic
from community.policies import can_open_topic, can_publish_due, can_schedule
from community.queries.members import may_write
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError


@action
def reschedule_topic(*, actor: Actor, topic_id: UUID, publish_at: datetime, at: datetime | None = None) -> Schedule:
    """Another time for a topic that waits; by its author or a moderator."""
    require_voice(actor)
    at = at or now()
    topic = lock_topic(actor, topic_id, can_open_topic, known_author_id(actor))
    schedule = Schedule.objects.filter(topic=topic, published_at=None).first()
    if schedule is None or topic.hidden_as != HiddenAs.SCHEDULED:
        raise NotFoundError
    if not at < publish_at <= at + LATEST:
        raise BadTimeError.about("publish_at")
    schedule.publish_at, schedule.refused_at = publish_at, None
    schedule.save(update_fields=["publish_at", "refused_at"])
    publish(TopicScheduled(space_id=topic.space_id, topic_id=topic.pk), actor=actor, at=at)
    return schedule


@action
def open_topic(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> Topic:
    """Let a scheduled topic appear now, or a staff topic be seen by all readers of its space. Nothing when it is open."""
    require_voice(actor)
    at = at or now()
    topic = lock_topic(actor, topic_id, can_open_topic, known_author_id(actor))
    if topic.hidden_as in (HiddenAs.SCHEDULED, HiddenAs.STAFF):
        _open(actor, topic, at)
    return topic


@action
def publish_due_topic(*, actor: Actor, topic_id: UUID, at: datetime) -> Topic:
    """Let one topic appear whose time has come, if its author may still begin one there; else moderators decide.

    Rights are asked again as of now: whoever lost them since must not publish by having been early.
    """
    topic = lock_topic(actor, topic_id, can_publish_due)
    schedule = Schedule.objects.select_for_update().filter(topic=topic, published_at=None, refused_at=None).first()
    if schedule is None or schedule.publish_at > at:
        return topic
    if topic.hidden_as != HiddenAs.SCHEDULED:
        schedule.refused_at = at
        schedule.save(update_fields=["refused_at"])
        return topic
    author = actor_for_user_id(schedule.author_user_id)
    if may_write(author) and can_schedule(author, topic.space, topic.kind):
        _open(author, topic, at)
        return topic
    schedule.refused_at = at
    schedule.save(update_fields=["refused_at"])
    topic.hidden_as = HiddenAs.HELD.value
    topic.save(update_fields=["hidden_as"])
    publish(TopicHeld(space_id=topic.space_id, topic_id=topic.pk, author_id=topic.author_id), actor=actor, at=at)
    return topic


def _open(actor: Actor, topic: Topic, at: datetime) -> None:
    """A scheduled topic begins its life now; a staff topic keeps its dates, for people have replied in it."""
    if topic.hidden_as == HiddenAs.SCHEDULED:
        begin_now(topic, at)
    topic.hidden_at, topic.hidden_as = None, ""
    topic.save(update_fields=["hidden_at", "hidden_as", "created_at", "last_posted_at"])
    Space.objects.filter(pk=topic.space_id).update(topic_count=F("topic_count") + 1)
    ids = {"space_id": topic.space_id, "topic_id": topic.pk}
    publish(TopicCreated(**ids, author_id=topic.author_id, kind=topic.kind), actor=actor, at=at)
    publish(TopicRestored(**ids), actor=actor, at=at)
    tell_mentions(actor, Post.objects.select_related("topic").get(topic=topic, position=1), at=at)
