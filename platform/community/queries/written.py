"""Texts as moderation and other rooms above read them: by id, by author, also hidden ones. They check the reader."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from community.addresses import place_of, topic_path
from community.models.hiding import HiddenAs
from community.models.moderation import Moderation
from community.models.poll import Poll, PollOption
from community.models.post import Post
from community.models.topic import Topic
from community.policies import can_view_topic
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Written:
    """A topic with its first text, or a reply with its topic's title."""

    id: UUID
    topic_id: UUID
    position: int
    title: str
    text: str
    language: str
    path: str
    author_id: UUID
    space_id: UUID
    created_at: datetime
    hidden_as: str


def topics_by_id(ids: Collection[UUID]) -> Mapping[UUID, Written]:
    """These topics; two queries."""
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in=ids)}
    firsts = _with_polls(Post.objects.filter(topic_id__in=topics, position=1).select_related(None))
    found = {}
    for post in firsts:
        topic = topics[post.topic_id]
        found[topic.pk] = _written(topic, post, topic.pk, topic.hidden_as if topic.hidden_at else "")
    return found


def posts_by_id(ids: Collection[UUID]) -> Mapping[UUID, Written]:
    """These posts; one query. The first post of a topic is hidden as its topic is."""
    found = {}
    for post in _with_polls(Post.objects.filter(pk__in=ids).select_related("topic")):
        thing = post if post.is_reply else post.topic
        found[post.pk] = _written(post.topic, post, post.pk, thing.hidden_as if thing.hidden_at else "")
    return found


def is_locked(topic_id: UUID) -> bool:
    """Whether the topic takes no replies."""
    return Topic.objects.filter(pk=topic_id, locked_at__isnull=False).exists()


def may_read(actor: Actor, written: Written) -> bool:
    """Whether the actor may read the topic that it stands in, and the text itself is in sight."""
    topic = Topic.objects.select_related("space").filter(pk=written.topic_id).first()
    return topic is not None and can_view_topic(actor, topic) and not written.hidden_as


def visible_topics_of(person_id: UUID) -> list[UUID]:
    """Topics of this face that are in sight or held, newest first."""
    rows = Topic.objects.filter(author_id=person_id, hidden_as__in=["", HiddenAs.HELD])
    return list(rows.order_by("-created_at", "-pk").values_list("pk", flat=True))


def visible_replies_of(person_id: UUID) -> list[UUID]:
    """Replies of this face that are in sight or held, newest first."""
    rows = Post.objects.filter(author_id=person_id, position__gt=1, hidden_as__in=["", HiddenAs.HELD])
    return list(rows.order_by("-created_at", "-pk").values_list("pk", flat=True))


def published_count(person_id: UUID) -> int:
    """How many texts of this face were published and are still in sight."""
    return Post.objects.filter(author_id=person_id, hidden_at=None, topic__hidden_at=None).count()


def published_counts(person_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """The same for several faces at once."""
    rows = Post.objects.filter(author_id__in=person_ids, hidden_at=None, topic__hidden_at=None).order_by()
    return {row["author_id"]: row["n"] for row in rows.values("author_id").annotate(n=Count("pk"))}


def replies_in(topic_id: UUID, person_id: UUID) -> int:
    """How many replies this face has in a topic."""
    return Post.objects.filter(topic_id=topic_id, author_id=person_id, position__gt=1).count()


def latest_posts(*, limit: int) -> list[Written]:
    """The newest published posts of the brand, for a rule to be tried on."""
    rows = Post.objects.filter(hidden_at=None, topic__hidden_at=None).select_related("topic").order_by("-created_at", "-pk")
    return [_written(post.topic, post, post.pk, "") for post in rows[:limit]]


def first_visible_help(topic: Topic) -> datetime | None:
    """When somebody other than the asker first wrote a reply that is in sight."""
    replies = Post.objects.filter(topic_id=topic.pk, position__gt=1, hidden_at=None).exclude(author_id=topic.author_id)
    found: datetime | None = replies.aggregate(first=Min("created_at"))["first"]
    return found


def reason_given(*, topic_id: UUID, post_id: UUID | None) -> str:
    """What the moderator wrote who last hid this."""
    rows = Moderation.objects.filter(topic_id=topic_id, post=post_id, verb="hide").order_by("-at", "-pk")
    return rows.values_list("reason", flat=True).first() or ""


def _with_polls(posts: QuerySet[Post]) -> QuerySet[Post]:
    """With what their polls ask and offer, in the same statement: it is read and judged with the text."""
    mine = Poll.objects.filter(post=OuterRef("pk"))
    options = PollOption.objects.filter(poll__post=OuterRef("pk")).order_by("position")
    return posts.annotate(poll_question=Subquery(mine.values("question")[:1]), poll_options=ArraySubquery(options.values("text")))


def _poll_of(post: Post) -> list[str]:
    options = getattr(post, "poll_options", None) or []
    lines = "\n".join(f"- {option}" for option in options)
    return [part for part in (getattr(post, "poll_question", None) or "", lines) if part] if options else []


def _written(topic: Topic, post: Post, id: UUID, hidden_as: str) -> Written:  # noqa: A002 - it is the id
    path = topic_path(topic.number, topic.slug)
    return Written(
        id=id,
        topic_id=topic.pk,
        position=post.position,
        title=topic.title,
        text="\n\n".join([post.body, *poll]) if (poll := _poll_of(post)) else post.body,
        language=post.language,
        path=path + (place_of(post.position) if post.is_reply else ""),
        author_id=post.author_id,
        space_id=topic.space_id,
        created_at=post.created_at,
        hidden_as=hidden_as,
    )
