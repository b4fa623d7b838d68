"""One topic as a reader sees it: a page of its posts, the solution, and what this reader may do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from community.addresses import REPLIES_PER_PAGE, page_of, space_path, topic_path
from community.authorship import known_author_id
from community.extensions import Flair, MenuItem, flairs, post_menus
from community.faces import Face, face_of
from community.licences import licence_url
from community.models.hiding import HiddenAs
from community.models.post import Post
from community.models.solution import Solution
from community.models.space import Space
from community.models.topic import Topic
from community.models.vote import Vote
from community.policies import can_accept, can_edit_post, can_moderate_topic, can_reply, can_view_post, can_view_topic, can_vote
from community.queries.polls import PollView, polls_of
from community.queries.relations import ignored_person_ids
from community.queries.rendering import fill_all, quoted_topic_ids
from community.queries.topics import with_marks
from community.queries.translations import TranslatedText
from community.queries.whereabouts import lead_on
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.markdown import excerpt
from kernel.prepared import prepared
from people.queries import people_by_id

NEAR = 4


@dataclass(frozen=True, slots=True)
class PostView:
    """A post beside its author, with what the reader may do to it."""

    id: UUID
    position: int
    author_id: UUID
    author: Face
    body: str
    html: str
    language: str
    created_at: datetime
    edited_at: datetime | None
    score: int
    origin: str
    license: str
    license_url: str
    source: str
    reply_to_id: UUID | None
    version: int
    is_hidden: bool
    is_solution: bool
    is_voted: bool
    may_vote: bool
    may_edit: bool
    is_wiki: bool = False
    poll: PollView | None = None
    translation: TranslatedText | None = None
    original: "PostView | None" = None
    """The post in its own language, while `html` and `language` are of the translation."""
    flair: Sequence[Flair] = ()
    menu: Sequence[MenuItem] = ()
    is_held: bool = False
    """Whether it waits for somebody to approve it."""
    is_own: bool = False
    """Whether the reader wrote it."""
    is_ignored: bool = False
    """Whether the reader ignores its author: it is folded away, not gone."""


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with one page of replies. `first` is the topic's own text, on page 1 alone; `solution` is shown up there too."""

    topic: Topic
    space: Space
    path: str
    space_path: str
    tags: Sequence[str]
    first: PostView
    replies: Sequence[PostView]
    solution: PostView | None
    page: int
    last_page: int
    may_reply: bool
    may_accept: bool
    may_moderate: bool
    quotes: frozenset[UUID] = frozenset()
    """Topics that are quoted here: what becomes of them shows on this page too."""

    @property
    def per_page(self) -> int:
        """How many replies a page holds; the page's script counts with it."""
        return REPLIES_PER_PAGE

    @property
    def solution_is_near(self) -> bool:
        """Whether the solution is one of the first replies, so that a pointer at the top is enough."""
        return self.solution is not None and self.solution.position <= NEAR

    @property
    def solution_excerpt(self) -> str:
        return excerpt(self.solution.html, 240) if self.solution is not None else ""


@dataclass(frozen=True, slots=True)
class PostsView:
    """Some posts of a topic, for a page that shows the rest already."""

    topic: Topic
    path: str
    posts: Sequence[PostView]
    may_accept: bool
    may_moderate: bool
    may_reply: bool
    until: int
    has_more: bool
    quotes: frozenset[UUID] = frozenset()


def get_topic_view(actor: Actor, number: int, *, page: int, at: datetime) -> TopicView:
    """The topic of this number; raises NotFoundError when there is none for this reader, or no such page.

    Pages are windows of positions, which never change: the ten-thousandth costs what the first does.
    """
    topic = find_topic(actor, number)
    last_page = page_of(topic.last_position)
    if not 1 <= page <= last_page:
        raise NotFoundError
    start = 2 + (page - 1) * REPLIES_PER_PAGE
    # A list of positions is one walk down the index each; "this range or position 1" would read the whole topic.
    person_id = known_author_id(actor)
    rows = _posts(topic.pk, [1, *range(start, start + REPLIES_PER_PAGE)], person_id)
    if topic.solution_id is not None and all(post.pk != topic.solution_id for post in rows):
        rows += _post(topic.pk, topic.solution_id, person_id)
    may_moderate = can_moderate_topic(actor, topic)
    views = view_posts(actor, topic, rows, person_id=person_id, at=at)
    return TopicView(
        topic=topic,
        space=topic.space,
        path=topic_path(topic.number, topic.slug),
        space_path=space_path(topic.space.slug),
        tags=getattr(topic, "tag_names", ()),
        first=next(view for view in views if view.position == 1),
        replies=[view for view in views if start <= view.position < start + REPLIES_PER_PAGE],
        solution=next((view for view in views if view.id == topic.solution_id), None),
        page=page,
        last_page=last_page,
        may_reply=can_reply(actor, topic),
        may_accept=can_accept(actor, topic, person_id),
        may_moderate=may_moderate,
        quotes=quoted_topic_ids(row.html for row in rows),
    )


def find_topic(actor: Actor, number: int) -> Topic:
    """The topic with its space and the names of its tags.

    Raises NotFoundError when there is none for this reader, MergedAwayError when it went on elsewhere.
    """
    topic = next(iter(_topics(number)), None)
    if topic is not None and topic.merged_into_id is not None:
        lead_on(actor, topic)
    if topic is None or not can_view_topic(actor, topic):
        raise NotFoundError
    return topic


@prepared
def _posts(topic_id: UUID, positions: list[int], reader: UUID | None) -> "QuerySet[Post]":
    return _with_votes(Post.objects.filter(topic_id=topic_id, position__among=positions), reader).order_by("position")


@prepared
def _post(topic_id: UUID, post_id: UUID, reader: UUID | None) -> "QuerySet[Post]":
    return _with_votes(Post.objects.filter(topic_id=topic_id, pk=post_id), reader)


def _with_votes(posts: "QuerySet[Post]", reader: UUID | None) -> "QuerySet[Post, Any]":
    mine = Vote.objects.filter(person_id=reader, post=OuterRef("pk")) if reader is not None else Vote.objects.none()
    return posts.annotate(is_voted=Exists(mine))


@prepared
def _topics(number: int) -> "QuerySet[Topic]":
    return with_marks(Topic.objects.select_related("space").filter(number=number), None, "pk")[:1]


def find_topic_by_id(actor: Actor, topic_id: UUID) -> Topic:
    """The same by id."""
    topic = Topic.objects.select_related("space").filter(pk=topic_id).first()
    if topic is not None and topic.merged_into_id is not None:
        lead_on(actor, topic)
    if topic is None or not can_view_topic(actor, topic):
        raise NotFoundError
    return topic


def find_post(actor: Actor, post_id: UUID) -> Post:
    """A post with its topic and space; raises NotFoundError when there is none for this reader."""
    post = Post.objects.select_related("topic__space").filter(pk=post_id).first()
    if post is None or not can_view_post(actor, post):
        raise NotFoundError
    return post


def get_posts_beyond(
    actor: Actor, number: int, position: int, *, at: datetime, most: int = 50, from_first: bool = False
) -> PostsView:
    """Posts that came after this position, for pages that are open already; raises NotFoundError like the page itself.

    `until` in the answer is the position up to which nothing is missing: ask again from there while `has_more`.
    """
    topic = find_topic(actor, number)
    person_id = known_author_id(actor)
    beyond = max(position, 0 if from_first else 1)
    rows = list(Post.objects.filter(topic=topic, position__gt=beyond).order_by("position")[: most + 1])
    has_more, rows = len(rows) > most, rows[:most]
    return PostsView(
        topic=topic,
        path=topic_path(topic.number, topic.slug),
        posts=view_posts(actor, topic, rows, person_id=person_id, at=at),
        may_accept=can_accept(actor, topic, person_id),
        may_moderate=can_moderate_topic(actor, topic),
        may_reply=can_reply(actor, topic),
        until=rows[-1].position if has_more else topic.last_position,
        has_more=has_more,
        quotes=quoted_topic_ids(row.html for row in rows),
    )


def view_posts(actor: Actor, topic: Topic, rows: Collection[Post], *, person_id: UUID | None, at: datetime) -> list[PostView]:
    """Rows of one topic as views; hidden ones are there for moderators alone, held ones for their authors, too."""
    sees_hidden = can_moderate_topic(actor, topic)
    posts = [post for post in rows if post.hidden_at is None or sees_hidden or _waits_of(person_id, post)]
    people = people_by_id({post.author_id for post in posts})
    voted = _voted(person_id, posts)
    for post in posts:
        post.topic = topic
    solving = solution_ids(topic)
    polls = polls_of(actor, posts, at=at)
    filled = fill_all(actor, [post.html for post in posts])
    menus = post_menus(actor, [post.pk for post in posts])
    ignored = ignored_person_ids(actor)
    words = flairs(actor, sorted({post.author_id for post in posts}))
    return [
        PostView(
            id=post.pk,
            position=post.position,
            author_id=post.author_id,
            author=face_of(people.get(post.author_id)),
            body=post.body,
            html=html,
            language=post.language,
            created_at=post.created_at,
            edited_at=post.edited_at,
            score=post.score,
            origin=post.origin,
            license=post.license,
            license_url=licence_url(post.license),
            source=source_of(post.imported_key),
            reply_to_id=post.reply_to_id,
            version=post.version,
            is_hidden=post.hidden_at is not None,
            is_solution=post.pk in solving,
            is_voted=post.pk in voted,
            may_vote=can_vote(actor, post, person_id),
            may_edit=can_edit_post(actor, post, person_id, at),
            is_wiki=post.wiki_at is not None,
            poll=polls.get(post.pk),
            flair=words.get(post.author_id, ()),
            menu=menus.get(post.pk, ()),
            is_held=post.hidden_as == HiddenAs.HELD,
            is_own=person_id is not None and post.author_id == person_id,
            is_ignored=post.author_id in ignored,
        )
        for post, html in zip(posts, filled, strict=True)
    ]


def _waits_of(person_id: UUID | None, post: Post) -> bool:
    """Whether this is the person's own post, which somebody has to approve."""
    return post.hidden_as == HiddenAs.HELD and person_id is not None and post.author_id == person_id


def source_of(imported_key: str) -> str:
    """The site that an imported post came from, such as "beer.stackexchange.com"; empty for our own."""
    return imported_key.rpartition(":")[0]


def solution_ids(topic: Topic) -> frozenset[UUID]:
    """The replies that solve the topic, which is more than one for some; no query while it is unsolved."""
    if topic.solution_id is None:
        return frozenset()
    return frozenset(Solution.objects.filter(topic=topic).values_list("post_id", flat=True)) | {topic.solution_id}


def _voted(person_id: UUID | None, posts: Sequence[Post]) -> frozenset[UUID]:
    if all(hasattr(post, "is_voted") for post in posts):
        return frozenset(post.pk for post in posts if getattr(post, "is_voted", False))
    if person_id is None:
        return frozenset()
    return frozenset(Vote.objects.filter(person_id=person_id, post__in=posts).values_list("post_id", flat=True))
