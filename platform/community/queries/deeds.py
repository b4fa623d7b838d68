"""What was written, liked, solved and read, for rooms above that count it. Only what is in sight counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from community.addresses import place_of, topic_path
from community.models.group import GroupMembership
from community.models.post import Post
from community.models.reading import ReadingDay
from community.models.solution import Solution
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.models.vote import Vote
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post as those who count see it; `is_visible` looks at its topic, too. `asker_id` is who began the topic."""

    id: UUID
    topic_id: UUID
    position: int
    author_id: UUID
    asker_id: UUID
    space_id: UUID
    language: str
    created_at: datetime
    is_visible: bool
    solved_at: datetime | None


@dataclass(frozen=True, slots=True)
class VoteFact:
    """Somebody found a post useful."""

    post_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadingFact:
    """What one account read on one day."""

    user_id: UUID
    date: date
    topics: int
    posts: int
    seconds: int


def post_facts(post_ids: Iterable[UUID]) -> list[PostFact]:
    """These posts, also hidden ones; those that are gone are left out."""
    return _facts(Post.objects.filter(pk__in=list(post_ids)))


def flagged_post(kind: str, thing_id: UUID) -> PostFact | None:
    """The post that a flag is about: of a topic its first one; None for other kinds of things."""
    if kind == "post":
        return next(iter(post_facts([thing_id])), None)
    return next(iter(_facts(Post.objects.filter(topic_id=thing_id, position=1))), None) if kind == "topic" else None


def topic_post_ids(topic_ids: Iterable[UUID]) -> list[UUID]:
    """All posts of these topics."""
    return list(Post.objects.filter(topic_id__in=list(topic_ids)).values_list("pk", flat=True))


def posts_after(post_id: UUID | None, *, limit: int) -> list[UUID]:
    """The next posts in the order of their ids: for going through all of them in steps."""
    rows = Post.objects.order_by("pk")
    if post_id is not None:
        rows = rows.filter(pk__gt=post_id)
    return list(rows.values_list("pk", flat=True)[:limit])


def vote_facts(post_ids: Iterable[UUID], *, voter_id: UUID | None = None) -> list[VoteFact]:
    """Who likes these posts, or only whether this person does."""
    rows = Vote.objects.filter(post_id__in=list(post_ids))
    if voter_id is not None:
        rows = rows.filter(person_id=voter_id)
    return [VoteFact(post_id, person_id, at) for post_id, person_id, at in rows.values_list("post_id", "person_id", "at")]


def reading_facts(user_ids: Iterable[UUID], *, on: date | None = None) -> list[ReadingFact]:
    """What these accounts read, on one day or on every day."""
    rows = ReadingDay.objects.filter(user_id__in=list(user_ids))
    if on is not None:
        rows = rows.filter(date=on)
    return [ReadingFact(*row) for row in rows.values_list("user_id", "date", "topics", "posts", "seconds")]


def count_written_since(at: datetime) -> tuple[int, int]:
    """(topics, posts) begun and written since then that are in sight."""
    topics = Topic.objects.filter(created_at__gte=at, hidden_at=None).count()
    return topics, Post.objects.filter(created_at__gte=at, hidden_at=None, topic__hidden_at=None).count()


def _facts(rows: QuerySet[Post]) -> list[PostFact]:
    chosen = Solution.objects.filter(post_id=OuterRef("pk")).values("at")[:1]
    found: Sequence[Any] = list(rows.select_related("topic").annotate(chosen_at=Subquery(chosen)))
    return [
        PostFact(
            id=post.pk,
            topic_id=post.topic_id,
            position=post.position,
            author_id=post.author_id,
            asker_id=post.topic.author_id,
            space_id=post.topic.space_id,
            language=post.language,
            created_at=post.created_at,
            is_visible=post.hidden_at is None and post.topic.hidden_at is None,
            solved_at=_solved_at(post, post.chosen_at),
        )
        for post in found
    ]


def _solved_at(post: Post, chosen_at: datetime | None) -> datetime | None:
    """When the post became a solution; what is no question any more keeps its rows but has no solution."""
    if post.topic.kind != Kind.QUESTION:
        return None
    return chosen_at or (post.topic.solved_at if post.topic.solution_id == post.pk else None)


def readers_on(on: date, *, after: UUID | None, limit: int) -> list[UUID]:
    """The next accounts, in the order of their ids, that read something on that day."""
    rows = ReadingDay.objects.filter(date=on).order_by("user_id")
    if after is not None:
        rows = rows.filter(user_id__gt=after)
    return list(rows.values_list("user_id", flat=True)[:limit])


def readers_after(after: UUID | None, *, limit: int) -> list[UUID]:
    """The next accounts that ever read something."""
    rows = ReadingDay.objects.order_by("user_id")
    if after is not None:
        rows = rows.filter(user_id__gt=after)
    return list(rows.values_list("user_id", flat=True).distinct()[:limit])


def group_levels(user_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """The highest trust level that each of these accounts has by a group."""
    rows = GroupMembership.objects.filter(user_id__in=list(user_ids), group__level__isnull=False).values("user_id")
    return {row["user_id"]: row["most"] for row in rows.annotate(most=Max("group__level"))}


def post_paths(actor: Actor, post_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Where these posts are read, as far as this reader may; two queries."""
    spaces = Space.objects.visible_to(actor).values_list("pk", flat=True)
    rows = Post.objects.filter(
        pk__in=list(post_ids), hidden_at=None, topic__hidden_at=None, topic__space_id__in=list(spaces)
    ).select_related("topic")
    return {post.pk: topic_path(post.topic.number, post.topic.slug) + place_of(post.position) for post in rows}
