"""What machines read: feeds and sitemaps. Public spaces alone, whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.addresses import localized_topic_path, place_of, topic_path
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from community.queries.filters import Listing, TopicFilter
from community.queries.ideas import get_board
from community.queries.profiles import ProfileView, get_profile_view, posts_of_tab
from community.queries.search import search_topics
from community.queries.topics import PLAIN, TopicRow, list_topics
from community.queries.translations import alternates_by_topic
from community.search_language import SearchQuery
from kernel.actor import Actor, anonymous_actor
from kernel.errors import NotFoundError
from people.queries import people_by_id

SITEMAP_SIZE, MOST_LANGUAGES = 1_000, 16
"""A sitemap holds at most 50,000 addresses and 50 MB, and each language of a topic is an address that names all the others."""
FEED_SIZE = 30


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed; `path` carries the place of the post."""

    id: UUID
    title: str
    path: str
    author: str
    html: str
    published: datetime
    updated: datetime
    language: str = ""
    tags: Sequence[str] = ()


def public_spaces(actor: Actor) -> Sequence[Space]:
    """Spaces that anybody may read: feeds and sitemaps are fetched, cached and shared by strangers."""
    return list(Space.objects.visible_to(anonymous_actor(actor.tenant_id)).in_order())


def list_feed_topics(spaces: Sequence[Space], wanted: TopicFilter = PLAIN) -> list[FeedEntry]:
    """The topics of these spaces as a filter wants them; without a list of its own the newest first."""
    if wanted.list in (Listing.LATEST, Listing.UNREAD):
        wanted = replace(wanted, list=Listing.NEW)
    return _topics(list_topics(spaces, wanted, size=FEED_SIZE).items)


def list_feed_ideas(actor: Actor, spaces: Sequence[Space], *, status: str, order: str) -> list[FeedEntry]:
    """The board of ideas, in its order."""
    board = get_board(anonymous_actor(actor.tenant_id), spaces, status=status, order=order, size=FEED_SIZE)
    return _topics([idea.topic for idea in board.page.items])


def list_feed_found(actor: Actor, spaces: Sequence[Space], query: SearchQuery) -> list[FeedEntry]:
    """What a search finds, in its order: the topics that somebody without an account would be shown."""
    found = search_topics(spaces, query, actor=anonymous_actor(actor.tenant_id), size=FEED_SIZE)
    return _topics([hit.topic for hit in found.hits])


def find_public_topic(spaces: Sequence[Space], number: int) -> Topic:
    """The topic with this number in these spaces; raises NotFoundError."""
    found = Topic.objects.in_spaces(space.pk for space in spaces).filter(number=number).first()
    if found is None:
        raise NotFoundError
    return found


def list_feed_posts(topic: Topic) -> list[FeedEntry]:
    """The newest posts of one topic, which the caller has found among the public ones."""
    rows = Post.objects.filter(topic=topic, hidden_at__isnull=True).select_related("topic")
    return _posts(list(rows.order_by("-position")[:FEED_SIZE]))


def list_feed_person(actor: Actor, spaces: Sequence[Space], name: str, tab: str) -> tuple[ProfileView, list[FeedEntry]]:
    """A person, and what they wrote newest first; nothing of those who hide it. Raises NotFoundError as the profile does."""
    profile = get_profile_view(spaces, name, cursor=None, actor=anonymous_actor(actor.tenant_id), tab=tab)
    if profile.hides_activity:
        return profile, []
    topics = Topic.objects.in_spaces(space.pk for space in spaces)
    posts = Post.objects.filter(author_id=profile.id, hidden_at__isnull=True, topic__in=topics)
    rows = posts_of_tab(posts, profile.tab).select_related("topic").order_by("-created_at", "-id")
    return profile, _posts(list(rows[:FEED_SIZE]))


def _topics(rows: Sequence[TopicRow]) -> list[FeedEntry]:
    posts = {post.topic_id: post for post in Post.objects.filter(topic__in=[row.id for row in rows], position=1)}
    return [
        FeedEntry(
            id=row.id,
            title=row.title,
            path=row.path,
            author=row.author.name,
            html=posts[row.id].html,
            published=row.created_at,
            updated=posts[row.id].edited_at or row.created_at,
            language=row.language,
            tags=row.tags,
        )
        for row in rows
    ]


def _posts(rows: Sequence[Post]) -> list[FeedEntry]:
    people = people_by_id(post.author_id for post in rows)
    return [
        FeedEntry(
            id=post.pk,
            title=post.topic.title,
            path=f"{topic_path(post.topic.number, post.topic.slug)}{place_of(post.position)}",
            author=people[post.author_id].name,
            html=post.html,
            published=post.created_at,
            updated=post.edited_at or post.created_at,
            language=post.language,
        )
        for post in rows
    ]


def list_sitemap_pages(spaces: Sequence[Space]) -> list[int]:
    """Pages of the topics' sitemap that hold any: each has a thousand consecutive numbers, so a page's address never moves."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).annotate(page=F("number") / SITEMAP_SIZE)
    return list(rows.values_list("page", flat=True).distinct().order_by("page"))


@dataclass(frozen=True, slots=True)
class SitemapTopic:
    """One page of a topic: `alternates` are (language, path) of all its languages, itself among them, when there are several."""

    path: str
    changed: datetime
    alternates: Sequence[tuple[str, str]] = ()


def list_sitemap_topics(spaces: Sequence[Space], page: int) -> list[SitemapTopic]:
    """The topics on one page of the sitemap, each in every language that people have said it in; two queries."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).filter(
        number__gte=page * SITEMAP_SIZE, number__lt=(page + 1) * SITEMAP_SIZE
    )
    found = list(rows.order_by("number").values_list("pk", "number", "slug", "language", "last_posted_at"))
    spoken = alternates_by_topic([row[0] for row in found]) if found else {}
    entries: list[SitemapTopic] = []
    for topic_id, number, slug, language, at in found:
        paths = [(language, topic_path(number, slug))]
        paths += [
            (tag, localized_topic_path(tag, number, other or slug)) for tag, other in spoken.get(topic_id, ())[:MOST_LANGUAGES]
        ]
        entries += [SitemapTopic(path, at, paths if len(paths) > 1 else ()) for _tag, path in paths]
    return entries
