"""What machines read: feeds and sitemaps. Public spaces alone, whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Min

from community.addresses import topic_path
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Topic
from kernel.actor import Actor, anonymous_actor
from people.queries import people_by_id

SITEMAP_SIZE = 10_000
FEED_SIZE = 30


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of an Atom feed; `path` carries the anchor of the post."""

    id: UUID
    title: str
    path: str
    author: str
    html: str
    published: datetime
    updated: datetime


def public_spaces(actor: Actor) -> Sequence[Space]:
    """Spaces that anybody may read: feeds and sitemaps are fetched, cached and shared by strangers."""
    return list(Space.objects.visible_to(anonymous_actor(actor.tenant_id)).in_order())


def list_feed_topics(spaces: Sequence[Space]) -> list[FeedEntry]:
    """The newest topics of these spaces."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).order_by("-created_at", "-id")[:FEED_SIZE]
    first = Post.objects.filter(topic__in=[topic.pk for topic in rows], position=1)
    posts = {post.topic_id: post for post in first}
    people = people_by_id(topic.author_id for topic in rows)
    return [
        FeedEntry(
            id=topic.pk,
            title=topic.title,
            path=topic_path(topic.number, topic.slug),
            author=people[topic.author_id].name,
            html=posts[topic.pk].html,
            published=topic.created_at,
            updated=posts[topic.pk].edited_at or topic.created_at,
        )
        for topic in rows
    ]


def list_feed_posts(topic: Topic) -> list[FeedEntry]:
    """The newest posts of one topic, which the caller has found among the public ones."""
    rows = Post.objects.filter(topic=topic, hidden_at__isnull=True).order_by("-position")[:FEED_SIZE]
    people = people_by_id(post.author_id for post in rows)
    path = topic_path(topic.number, topic.slug)
    return [
        FeedEntry(
            id=post.pk,
            title=topic.title,
            path=f"{path}#post-{post.position}",
            author=people[post.author_id].name,
            html=post.html,
            published=post.created_at,
            updated=post.edited_at or post.created_at,
        )
        for post in rows
    ]


def list_sitemap_pages(spaces: Sequence[Space]) -> range:
    """Pages of the topics' sitemap: each holds ten thousand consecutive numbers, so a page's address never moves."""
    ends = Topic.objects.in_spaces(space.pk for space in spaces).aggregate(first=Min("number"), last=Max("number"))
    if ends["last"] is None:
        return range(0)
    return range(ends["first"] // SITEMAP_SIZE, ends["last"] // SITEMAP_SIZE + 1)


def list_sitemap_topics(spaces: Sequence[Space], page: int) -> list[tuple[str, datetime]]:
    """Path and last change of the topics on one page of the sitemap."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).filter(
        number__gte=page * SITEMAP_SIZE, number__lt=(page + 1) * SITEMAP_SIZE
    )
    found = rows.order_by("number").values_list("number", "slug", "last_posted_at")
    return [(topic_path(number, slug), at) for number, slug, at in found]
