"""The banner of an announcement: up until a time, down by hand, put away by each reader for themselves."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import require_user_id
from community.actions.carrying import lock_topics
from community.actions.finding import lock_topic
from community.actions.noting import note_decision
from community.errors import KindNotAllowedError, PastTimeError
from community.kind_policies import can_dismiss_banner
from community.models.announcement import BannerDismissal
from community.models.moderation import Verb
from community.models.topic import Kind, Topic
from community.policies import can_moderate_topic
from community.topic_events import BannerChanged
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError


@action
def set_banner(
    *, actor: Actor, topic_id: UUID, is_up: bool, until: datetime | None = None, reason: str = "", at: datetime | None = None
) -> Topic:
    """The announcement with its banner up, for good or until a time, or down."""
    topic = lock_topic(actor, topic_id, can_moderate_topic)
    if topic.kind != Kind.ANNOUNCEMENT:
        raise KindNotAllowedError
    at = at or now()
    if is_up and until is not None and until <= at:
        raise PastTimeError.about("until")
    wanted = until if is_up else None
    if (topic.banner_at is not None) == is_up and topic.banner_until == wanted:
        return topic
    topic.banner_at = (topic.banner_at or at) if is_up else None
    topic.banner_until, topic.version = wanted, topic.version + 1
    topic.save(update_fields=["banner_at", "banner_until", "version"])
    note_decision(actor, topic, Verb.BANNER, reason=reason, at=at, is_up=is_up, until=wanted)
    publish(BannerChanged(space_id=topic.space_id, topic_id=topic.pk, is_up=is_up), actor=actor, at=at)
    return topic


@action
def dismiss_banner(*, actor: Actor, topic_id: UUID, at: datetime | None = None) -> None:
    """This account does not see the banner any more; the second time changes nothing. No event: it is nobody else's matter."""
    topic = lock_topics(topic_id).get(topic_id)
    if topic is None:
        raise NotFoundError
    authorise(actor, can_dismiss_banner, topic)
    BannerDismissal.objects.get_or_create(topic=topic, user_id=require_user_id(actor), defaults={"at": at or now()})
