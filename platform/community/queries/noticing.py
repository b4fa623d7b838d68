"""What those who tell members about posts need to know of them: a page at a time, and only what each reader may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.actors import require_user_id
from community.addresses import place_of, space_path, tag_path, topic_path
from community.events import WatchKind
from community.models.idea import IdeaVote
from community.models.post import Post
from community.models.reading import TopicReading
from community.models.reference import Mention, PostLink, Reference
from community.models.space import Space, Visibility
from community.models.tag import Tag, TopicTag
from community.models.topic import Topic
from community.models.watch import Watch, WatchLevel
from community.policies import can_view_topic
from community.queries.relations import followed_person_ids, ignored_person_ids
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class TopicNotice:
    """A topic as a notice names it."""

    id: UUID
    title: str
    path: str
    kind: str
    space_id: UUID
    space_name: str
    language: str


@dataclass(frozen=True, slots=True)
class PostNotice:
    """A post as a mail shows it."""

    id: UUID
    topic_id: UUID
    position: int
    author_id: UUID
    html: str
    language: str
    created_at: datetime
    path: str
    reply_to_id: UUID | None


@dataclass(frozen=True, slots=True)
class PostSurroundings:
    """Whom a post may concern, as people: the topic's author, whom it answers, whom it quotes."""

    post_id: UUID
    topic_id: UUID
    space_id: UUID
    position: int
    author_id: UUID
    topic_author_id: UUID
    answered_id: UUID | None
    quoted_ids: tuple[UUID, ...]
    is_public: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class WatchTarget:
    """Something that somebody follows, as a list names it."""

    kind: str
    id: UUID
    level: str
    label: str
    path: str


def list_topic_notices(actor: Actor, topic_ids: Collection[UUID]) -> Mapping[UUID, TopicNotice]:
    """Those of these topics that this actor may read; one query, or two where spaces have rules."""
    rows = Topic.objects.filter(pk__in=set(topic_ids), hidden_at=None, space__in=Space.objects.visible_to(actor))
    return {topic.pk: _topic(topic) for topic in rows.select_related("space")} if topic_ids else {}


def list_post_notices(actor: Actor, post_ids: Collection[UUID]) -> Mapping[UUID, PostNotice]:
    """Those of these posts that this actor may read, in one query."""
    return {post.pk: _post(post) for post in _visible_posts(actor).filter(pk__in=set(post_ids))} if post_ids else {}


def list_posts_from(actor: Actor, topic_id: UUID, first: int, last: int, *, most: int) -> Sequence[PostNotice]:
    """The posts of a topic at these positions that this actor may read, the earliest first."""
    rows = _visible_posts(actor).filter(topic_id=topic_id, position__range=(first, last)).order_by("position")
    return [_post(post) for post in rows[:most]]


def surroundings_of(post_id: UUID) -> PostSurroundings | None:
    """Whom this post may concern; None when it is gone."""
    post = Post.objects.select_related("topic__space", "reply_to").filter(pk=post_id).first()
    if post is None:
        return None
    links = PostLink.objects.filter(source=post, kind=Reference.QUOTE.value)
    wanted = Q()
    for topic_id, position in links.values_list("topic_id", "position"):
        wanted |= Q(topic_id=topic_id, position=position)
    quoted = Post.objects.filter(wanted).values_list("author_id", flat=True) if wanted else []
    topic = post.topic
    return PostSurroundings(
        post_id=post.pk,
        topic_id=topic.pk,
        space_id=topic.space_id,
        position=post.position,
        author_id=post.author_id,
        topic_author_id=topic.author_id,
        answered_id=post.reply_to.author_id if post.reply_to is not None else None,
        quoted_ids=tuple(dict.fromkeys(quoted)),
        is_public=topic.space.visibility == Visibility.PUBLIC,
        is_hidden=post.hidden_at is not None or topic.hidden_at is not None,
    )


def first_post_id(topic_id: UUID) -> UUID | None:
    """The topic's own text."""
    return Post.objects.filter(topic_id=topic_id, position=1).values_list("pk", flat=True).first()


def may_read_topic(actor: Actor, topic_id: UUID) -> bool:
    """Whether this actor may read the topic now."""
    topic = Topic.objects.select_related("space").filter(pk=topic_id).first()
    return topic is not None and can_view_topic(actor, topic)


def list_watch_targets(actor: Actor, *, most: int = 200) -> Sequence[WatchTarget]:
    """What this member chose to follow or mute, that can still be seen: spaces, then tags, then the latest topics."""
    rows = list(Watch.objects.filter(user_id=require_user_id(actor), is_automatic=False).order_by("-at", "pk")[:most])
    by_kind = {kind: {row.target: row.level for row in rows if row.kind == kind} for kind in WatchKind}
    spaces = Space.objects.visible_to(actor).filter(pk__in=by_kind[WatchKind.SPACE]).order_by("name", "pk")
    tags = Tag.objects.filter(pk__in=by_kind[WatchKind.TAG]).order_by("name", "pk")
    topics = list_topic_notices(actor, list(by_kind[WatchKind.TOPIC]))
    return [
        *(_target(WatchKind.SPACE, by_kind, space.pk, space.name, space_path(space.slug)) for space in spaces),
        *(_target(WatchKind.TAG, by_kind, tag.pk, f"#{tag.name}", tag_path(tag.name)) for tag in tags),
        *(_target(WatchKind.TOPIC, by_kind, topic.id, topic.title, topic.path) for topic in topics.values()),
    ]


def topics_for_digest(
    actor: Actor, person_id: UUID | None, *, since: datetime, language: str, most: int
) -> Sequence[TopicNotice]:
    """New topics since then that this member has not opened, of nobody they ignore; what and whom they follow comes first, then
    what is in their language."""
    watches = list(Watch.objects.filter(user_id=require_user_id(actor)).values_list("kind", "target", "level"))
    muted = {target for _kind, target, level in watches if level == WatchLevel.MUTED}
    followed = {target for _kind, target, level in watches if level not in {WatchLevel.MUTED, WatchLevel.NORMAL}}
    rows = Topic.objects.filter(created_at__gt=since, hidden_at=None, space__in=Space.objects.visible_to(actor))
    rows = rows.exclude(author_id__in={person_id, *ignored_person_ids(actor)} - {None})
    rows = rows.exclude(space_id__in=muted).exclude(pk__in=muted)
    people = followed_person_ids(actor)
    opened = TopicReading.objects.filter(
        user_id=require_user_id(actor), topic_id__in=rows.order_by("-created_at").values("pk")[:500]
    )
    rows = rows.exclude(pk__in=list(opened.values_list("topic_id", flat=True)))
    found = list(rows.select_related("space").order_by(F("score") + F("reply_count")).reverse()[:100])
    tags: dict[UUID, set[UUID]] = {}
    for topic_id, tag_id in TopicTag.objects.filter(topic__in=found).values_list("topic_id", "tag_id"):
        tags.setdefault(topic_id, set()).add(tag_id)
    kept = [topic for topic in found if not tags.get(topic.pk, set()) & muted]

    def rank(topic: Topic) -> tuple[bool, bool, int, datetime]:
        follows = topic.space_id in followed or topic.author_id in people or bool(tags.get(topic.pk, set()) & followed)
        return follows, topic.language == language, topic.score + topic.reply_count, topic.created_at

    return [_topic(topic) for topic in sorted(kept, key=rank, reverse=True)[:most]]


def author_of_post(post_id: UUID) -> UUID | None:
    """Who wrote it, as a person."""
    return Post.objects.filter(pk=post_id).values_list("author_id", flat=True).first()


def mention_ids_of(post_id: UUID) -> list[UUID]:
    """Rows of those whom a post names."""
    return list(Mention.objects.filter(post_id=post_id).order_by("pk").values_list("pk", flat=True))


def voters_of_idea(topic_id: UUID) -> list[UUID]:
    """Who wants this idea, as people."""
    return list(IdeaVote.objects.filter(topic_id=topic_id).order_by("pk").values_list("person_id", flat=True))


def _visible_posts(actor: Actor) -> QuerySet[Post]:
    rows = Post.objects.select_related("topic").filter(hidden_at=None, topic__hidden_at=None)
    return rows.filter(topic__space__in=Space.objects.visible_to(actor))


def _topic(topic: Topic) -> TopicNotice:
    path = topic_path(topic.number, topic.slug)
    return TopicNotice(topic.pk, topic.title, path, topic.kind, topic.space_id, topic.space.name, topic.language)


def _post(post: Post) -> PostNotice:
    path = topic_path(post.topic.number, post.topic.slug) + (place_of(post.position) if post.is_reply else "")
    return PostNotice(
        post.pk, post.topic_id, post.position, post.author_id, post.html, post.language, post.created_at, path, post.reply_to_id
    )


def _target(kind: WatchKind, by_kind: Mapping[WatchKind, Mapping[UUID, str]], ident: UUID, label: str, path: str) -> WatchTarget:
    return WatchTarget(kind.value, ident, by_kind[kind][ident], label, path)
