"""The pace of a topic: how long one waits between two replies of one's own, and when it is over."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.errors import SlowModeError, TopicLockedError
from community.models.post import Post
from community.models.topic import LASTING, Topic
from community.policies import can_moderate
from kernel.actor import Actor, Role


def pause_of(topic: Topic) -> int:
    """Seconds between two replies of the same person: the topic's own, or its space's when that is longer."""
    return max(topic.slow_mode_seconds, topic.space.slow_mode_seconds)


def wait_for_turn(actor: Actor, topic: Topic, author_id: UUID, *, at: datetime) -> None:
    """Raise SlowModeError while the pause lasts; staff, moderators and the platform answer when they can."""
    pause = pause_of(topic)
    if pause == 0 or _is_exempt(actor, topic):
        return
    last = Post.objects.filter(topic=topic, author_id=author_id, position__gt=1).aggregate(at=Max("created_at"))["at"]
    if last is None:
        return
    left = pause - (at - last).total_seconds()
    if left > 0:
        wait = max(1, round(left))
        text = ngettext(
            "This topic is in slow mode. You can reply again in %(wait)d second.",
            "This topic is in slow mode. You can reply again in %(wait)d seconds.",
            wait,
        )
        raise SlowModeError(text % {"wait": wait}, retry_after=wait)


def refuse_when_over(actor: Actor, topic: Topic, *, at: datetime) -> None:
    """Raise TopicLockedError where the space closes quiet topics and this one is due: the sweep that locks it comes in minutes."""
    rests = topic.space.auto_close_after
    lasts = topic.kind in LASTING or topic.pinned_at is not None
    if rests is None or lasts or _is_exempt(actor, topic):
        return
    if topic.last_posted_at + rests <= at:
        raise TopicLockedError(
            _("Nobody has written here for a long time, so this topic takes no more replies. Begin a new one.")
        )


def _is_exempt(actor: Actor, topic: Topic) -> bool:
    return actor.is_staff or actor.role is Role.SYSTEM or can_moderate(actor, topic.space)
