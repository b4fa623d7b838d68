"""Keeping what a member has read, from what their page reports."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db.models import F, Q

from access.policies import authorise
from accounts.actors import require_user_id
from brand_settings.queries import read
from community.actions.ranges import add_ranges, clip_ranges, count_positions
from community.actions.watching import set_watch
from community.events import ReadingRecorded, WatchKind
from community.extensions import reading_listeners
from community.habits import ReadingSettings
from community.models.post import Post
from community.models.reading import ReadingDay, TopicReading
from community.models.topic import Topic
from community.models.watch import WatchLevel
from community.policies import can_keep_reading
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError

MOST_SECONDS = 120
"""What one report may add: pages report more often than that."""
SLACK = 5
ANNOUNCED_EVERY = timedelta(minutes=5)


@action
def record_reading(
    *, actor: Actor, topic_id: UUID, shown: Sequence[Sequence[int]], seconds: int, at: datetime | None = None
) -> TopicReading:
    """The member's reading of this topic, with these ranges of positions and seconds added.

    Posts count once, however often they are reported; time counts no faster than the clock runs.
    """
    at = at or now()
    topic = Topic.objects.select_related("space").filter(pk=topic_id).first()
    if topic is None:
        raise NotFoundError
    authorise(actor, can_keep_reading, topic)
    shown = clip_ranges(shown, topic.last_position)
    fresh = TopicReading(
        user_id=require_user_id(actor),
        topic=topic,
        last_position=1,
        seen=[],
        first_seen_at=at,
        last_seen_at=at - timedelta(seconds=MOST_SECONDS),
    )
    made = bool(TopicReading.objects.bulk_create([fresh], ignore_conflicts=True))
    reading = TopicReading.objects.select_for_update(of=("self",)).get(user_id=require_user_id(actor), topic=topic)
    made = made and reading.pk == fresh.pk
    seen = add_ranges(reading.seen, shown)
    posts = count_positions(seen) - count_positions(reading.seen)
    elapsed = ceil((at - reading.last_seen_at).total_seconds()) + SLACK
    spent = max(0, min(seconds, MOST_SECONDS, elapsed))
    reading.seen, reading.seconds, reading.post_count = seen, reading.seconds + spent, reading.post_count + posts
    reading.last_position = max(reading.last_position, seen[-1][1] if seen else 1)
    if not Post.objects.filter(topic=topic, position__gt=reading.last_position, hidden_at__isnull=True).exists():
        # What is out of sight at the end cannot be read, and must not look unread for ever.
        reading.last_position = topic.last_position
    reading.last_seen_at = max(at, reading.last_seen_at)
    reading.save(update_fields=["seen", "seconds", "post_count", "last_position", "last_seen_at"])
    _count_day(actor, at, topics=int(made), posts=posts, seconds=spent)
    enough = read(ReadingSettings).tracked_after_seconds
    if enough and reading.seconds - spent < enough <= reading.seconds:
        level = WatchLevel.TRACKING
        set_watch(actor=actor, kind=WatchKind.TOPIC, target_id=topic.pk, level=level, is_automatic=True, at=at)
    for listener in reading_listeners():
        listener(actor, topic_id, reading.last_position)
    return reading


def note_own_post(actor: Actor, topic: Topic, position: int, at: datetime) -> None:
    """Whoever writes in a topic has it open: their own post is not unread to them. Counts as no reading."""
    if actor.user_id is None:
        return
    fresh = TopicReading(
        user_id=require_user_id(actor), topic=topic, last_position=position, seen=[], first_seen_at=at, last_seen_at=at
    )
    TopicReading.objects.bulk_create([fresh], ignore_conflicts=True)
    # What was there before may be unread still: only the next one in line moves the mark.
    TopicReading.objects.filter(user_id=require_user_id(actor), topic=topic, last_position=position - 1).update(
        last_position=position
    )


def _count_day(actor: Actor, at: datetime, *, topics: int, posts: int, seconds: int) -> None:
    """The roll-up of the day; others hear of it every few minutes, not with every report."""
    mine = ReadingDay.objects.filter(user_id=require_user_id(actor), date=at.date())
    ReadingDay.objects.bulk_create([ReadingDay(user_id=require_user_id(actor), date=at.date())], ignore_conflicts=True)
    mine.update(topics=F("topics") + topics, posts=F("posts") + posts, seconds=F("seconds") + seconds)
    quiet = Q(announced_at__isnull=True) | Q(announced_at__lte=at - ANNOUNCED_EVERY)
    if actor.user_id is not None and mine.filter(quiet).update(announced_at=at):
        publish(ReadingRecorded(user_id=require_user_id(actor), date=at.date()), actor=actor, at=at)
