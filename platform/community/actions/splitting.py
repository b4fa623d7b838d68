"""Making a topic of some replies, moving replies to another topic, and making one topic of two."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from access.policies import authorise
from community.actions.carrying import carry_posts, lock_topics
from community.actions.gathering import gather_followers, gather_support
from community.actions.ideas import hold_idea_votes
from community.actions.moving import find_destination
from community.actions.noting import note_decision
from community.actions.recounting import recount_topic
from community.actions.solutions import give_solution, solutions_of, take_solution_away
from community.actions.standing import count_for_person
from community.errors import HiddenTopicError, KindNotAllowedError, NothingToMoveError, SameTopicError, TooManyAtOnceError
from community.events import TopicCreated
from community.models.hiding import HiddenAs
from community.models.moderation import Verb
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.policies import can_move_posts, can_split_topic
from community.texts import clean_title, slug_of
from community.topic_events import PostsMoved, PostsMovedAway, TopicMerged
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from tenants.numbers import next_number

MOST_POSTS = 500
UNSPLIT = frozenset({Kind.ARTICLE.value, Kind.ANNOUNCEMENT.value})
"""Kinds that are begun for themselves, with their own review or banner."""


@action
def split_topic(
    *,
    actor: Actor,
    topic_id: UUID,
    post_ids: Sequence[UUID],
    title: str,
    space_id: UUID | None = None,
    kind: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> Topic:
    """A new topic made of these replies, the first of which becomes its text; it stands in the same space unless told."""
    source = _lock(topic_id)[topic_id]
    space = find_destination(space_id) if space_id is not None else source.space
    kind = kind or (Kind.DISCUSSION.value if source.kind in UNSPLIT else source.kind)
    authorise(actor, can_split_topic, source, space, kind)
    if kind not in set(Kind) - UNSPLIT:
        raise KindNotAllowedError.about("kind")
    title, at = clean_title(title), at or now()
    posts = _chosen(source, post_ids)
    first = posts[0]
    if first.hidden_at is not None:
        raise NothingToMoveError
    _leave(source, posts, actor=actor, at=at)
    made = Topic(
        number=next_number("topic"),
        slug=slug_of(title),
        title=title,
        kind=kind,
        space=space,
        author_id=first.author_id,
        language=first.language,
        created_at=first.created_at,
        last_posted_at=first.created_at,
    )
    made.save(force_insert=True)
    carry_posts([post.pk for post in posts], source, made, after=0, at=at)
    recount_topic(source)
    recount_topic(made)
    count_for_person(first.author_id, topics=1, replies=-1)
    Space.objects.filter(pk=space.pk).update(topic_count=F("topic_count") + 1)
    note_decision(actor, source, Verb.SPLIT, reason=reason, at=at, to_topic=made.pk, count=len(posts), positions=_places(posts))
    note_decision(actor, made, Verb.RECEIVE_POSTS, at=at, from_topic=source.pk, count=len(posts))
    created = TopicCreated(space_id=space.pk, topic_id=made.pk, author_id=made.author_id, kind=made.kind)
    publish(created, actor=actor, at=at)
    _publish_moved(source, made, len(posts), actor=actor, at=at)
    return made


@action
def move_posts(
    *, actor: Actor, topic_id: UUID, post_ids: Sequence[UUID], into_id: UUID, reason: str = "", at: datetime | None = None
) -> Topic:
    """The topic that these replies stand in now, behind all that was there. Moving them back gives them new places again."""
    source, target = _pair(actor, topic_id, into_id)
    posts, at = _chosen(source, post_ids), at or now()
    _leave(source, posts, actor=actor, at=at)
    carry_posts([post.pk for post in posts], source, target, after=target.last_position, at=at)
    recount_topic(source)
    note_decision(
        actor, source, Verb.MOVE_POSTS, reason=reason, at=at, to_topic=target.pk, count=len(posts), positions=_places(posts)
    )
    note_decision(actor, target, Verb.RECEIVE_POSTS, at=at, from_topic=source.pk, count=len(posts))
    recount_topic(target)
    _publish_moved(source, target, len(posts), actor=actor, at=at)
    return target


@action
def merge_topics(*, actor: Actor, topic_id: UUID, into_id: UUID, reason: str = "", at: datetime | None = None) -> Topic:
    """The topic into which all posts, votes and followers of the first one went; the first one's address leads there."""
    hold_idea_votes()
    source, target = _pair(actor, topic_id, into_id)
    if source.kind == Kind.ARTICLE:
        raise KindNotAllowedError.about("kind")
    at = at or now()
    solved_by = [solution.post_id for solution in solutions_of(source)]
    posts = list(Post.objects.filter(topic=source).order_by("position"))
    count = len(posts)
    note_decision(actor, target, Verb.MERGE, reason=reason, at=at, from_topic=source.pk, count=count)
    _leave(source, posts, actor=actor, at=at)
    carry_posts([post.pk for post in posts], source, target, after=target.last_position, at=at)
    recount_topic(target)
    count_for_person(source.author_id, topics=-1, replies=1)
    for post_id in solved_by:
        give_solution(target, post_id, actor=actor, at=at)
    _close_down(source, target, at=at)
    gather_support(source, target, at=at)
    gather_followers(source, target)
    publish(TopicMerged(space_id=source.space_id, topic_id=source.pk, into_topic_id=target.pk), actor=actor, at=at)
    _publish_moved(source, target, count, actor=actor, at=at)
    target.refresh_from_db()
    return target


def _pair(actor: Actor, topic_id: UUID, into_id: UUID) -> tuple[Topic, Topic]:
    if topic_id == into_id:
        raise SameTopicError
    found = _lock(topic_id, into_id)
    source, target = found[topic_id], found[into_id]
    authorise(actor, can_move_posts, source, target)
    if source.hidden_at is not None or target.hidden_at is not None:
        raise HiddenTopicError
    return source, target


def _lock(*ids: UUID) -> dict[UUID, Topic]:
    found = lock_topics(*ids)
    if len(found) != len(set(ids)):
        raise NotFoundError
    return found


def _chosen(source: Topic, post_ids: Sequence[UUID]) -> list[Post]:
    wanted = set(post_ids)
    if len(wanted) > MOST_POSTS:
        raise TooManyAtOnceError.about("post_ids")
    posts = list(Post.objects.filter(topic=source, pk__in=wanted, position__gt=1).order_by("position"))
    if not posts or len(posts) != len(wanted):
        raise NothingToMoveError.about("post_ids")
    return posts


def _leave(source: Topic, posts: Sequence[Post], *, actor: Actor, at: datetime) -> None:
    solving = {solution.post_id for solution in solutions_of(source)}
    for post in posts:
        if post.pk in solving:
            take_solution_away(source, post, actor=actor, at=at)


def _close_down(source: Topic, target: Topic, *, at: datetime) -> None:
    """Nothing is left of it but its address. Topics that became part of it before now lead to the new one at once."""
    source.hidden_at, source.hidden_as, source.merged_into = at, HiddenAs.MERGED.value, target
    source.pinned_at, source.pin_scope, source.pinned_until = None, "", None
    source.banner_at, source.banner_until = None, None
    source.reply_count, source.helpful_at, source.version = 0, None, source.version + 1
    source.save()
    Topic.objects.filter(merged_into=source).update(merged_into=target)
    Space.objects.filter(pk=source.space_id).update(topic_count=F("topic_count") - 1)


def _places(posts: Sequence[Post]) -> list[int]:
    return [post.position for post in posts]


def _publish_moved(source: Topic, target: Topic, count: int, *, actor: Actor, at: datetime) -> None:
    away = PostsMovedAway(space_id=source.space_id, topic_id=source.pk, count=count)
    publish(away, actor=actor, at=at)
    moved = PostsMoved(space_id=target.space_id, topic_id=target.pk, from_topic_id=source.pk, count=count)
    publish(moved, actor=actor, at=at)
