"""What the community knows of a person, for their profile and timeline."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet

from community.addresses import place_of, topic_path
from community.models.post import Post
from community.queries.spaces import list_spaces
from kernel.actor import Actor
from kernel.markdown import excerpt
from people.contracts import Position, TimelineEntry, TimelineKind

EXCERPT = 280


class CommunityTimeline:
    """Implements people.contracts.TimelineSource: posts in the spaces that the reader may see."""

    def entries(self, actor: Actor, person_ids: Sequence[UUID], before: Position | None, limit: int) -> Sequence[TimelineEntry]:
        """Topics, replies and solutions by these people, newest first."""
        rows = _visible(actor, person_ids)
        if before is not None:
            rows = rows.filter(Q(created_at__lt=before.at) | Q(created_at=before.at, pk__lt=before.id))
        return [_entry(post) for post in rows.select_related("topic").order_by("-created_at", "-pk")[:limit]]

    def counts(self, actor: Actor, person_ids: Sequence[UUID]) -> Mapping[str, int]:
        """How many posts there are, and how many of them solved a question."""
        rows = _visible(actor, person_ids)
        return {"posts": rows.count(), "solutions": rows.filter(topic__solution=F("pk")).count()}


def _visible(actor: Actor, person_ids: Sequence[UUID]) -> QuerySet[Post]:
    spaces = [space.pk for space in list_spaces(actor)]
    return Post.objects.filter(author_id__in=person_ids, hidden_at=None, topic__space_id__in=spaces, topic__hidden_at=None)


def _entry(post: Post) -> TimelineEntry:
    topic = post.topic
    kind: TimelineKind = "topic" if not post.is_reply else "solution" if topic.solution_id == post.pk else "post"
    return TimelineEntry(
        at=post.created_at,
        id=post.pk,
        kind=kind,
        title=topic.title,
        excerpt=excerpt(post.html, EXCERPT),
        url=topic_path(topic.number, topic.slug) + (place_of(post.position) if post.is_reply else ""),
    )
