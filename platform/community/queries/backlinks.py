"""Where else a topic is spoken of, as far as this reader may know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from community.addresses import place_of, topic_path
from community.models.reference import PostLink
from community.models.space import Space, Visibility
from community.models.topic import Topic
from kernel.actor import Actor
from kernel.prepared import prepared

MOST, LOOKED_AT = 10, 100
"""Topics that are named, and the posts among which they are looked for: a topic may point here again and again."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A post elsewhere that quotes or links to a topic."""

    topic_id: UUID
    title: str
    path: str
    kind: str
    at: datetime


def list_backlinks(actor: Actor, topic: Topic, *, most: int = MOST) -> Sequence[Backlink]:
    """The latest posts of other topics that point here; none of a space, topic or post that the reader cannot see."""
    rows: Collection[tuple[Any, ...]] = _links(topic.pk)
    if any(visibility != Visibility.PUBLIC for *_, visibility in rows):  # rare: ask again for what this reader may know
        rows = _of_others(topic.pk).filter(source__topic__space__in=Space.objects.visible_to(actor))[:LOOKED_AT]
    found: dict[UUID, Backlink] = {}
    for kind, at, position, topic_id, number, slug, title, _visibility in rows:
        found.setdefault(topic_id, Backlink(topic_id, title, topic_path(number, slug) + place_of(position), kind, at))
    return list(found.values())[:most]


@prepared
def _links(topic_id: UUID) -> QuerySet[PostLink, Any]:
    return _of_others(topic_id)[:LOOKED_AT]


def _of_others(topic_id: UUID) -> QuerySet[PostLink, Any]:
    rows = PostLink.objects.filter(topic_id=topic_id, source__hidden_at=None, source__topic__hidden_at=None)
    place = ("number", "slug", "title", "space__visibility")
    return (
        rows.exclude(source__topic_id=topic_id)
        .order_by("-at", "-id")
        .values_list("kind", "at", "source__position", "source__topic_id", *(f"source__topic__{name}" for name in place))
    )
