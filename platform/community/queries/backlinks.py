"""Where else a topic is spoken of, as far as this reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.addresses import place_of, topic_path
from community.models.reference import PostLink
from community.models.space import Space
from community.models.topic import Topic
from kernel.actor import Actor

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
    rows = (
        PostLink.objects.filter(topic=topic, source__hidden_at=None, source__topic__hidden_at=None)
        .filter(source__topic__space__in=Space.objects.visible_to(actor))
        .exclude(source__topic=topic)
        .order_by("-at", "-id")
        .values_list(
            "kind",
            "at",
            "source__position",
            "source__topic_id",
            "source__topic__number",
            "source__topic__slug",
            "source__topic__title",
        )[:LOOKED_AT]
    )
    found: dict[UUID, Backlink] = {}
    for kind, at, position, topic_id, number, slug, title in rows:
        found.setdefault(topic_id, Backlink(topic_id, title, topic_path(number, slug) + place_of(position), kind, at))
    return list(found.values())[:most]
