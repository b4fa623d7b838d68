"""Where else a topic is spoken of, as far as this reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from community.addresses import place_of, topic_path
from community.models.reference import PostLink
from community.models.space import Space
from community.models.topic import Topic
from kernel.actor import Actor

MOST = 10


@dataclass(frozen=True, slots=True)
class Backlink:
    """A post elsewhere that quotes or links to a topic."""

    title: str
    path: str
    kind: str
    at: datetime


def list_backlinks(actor: Actor, topic: Topic, *, most: int = MOST) -> Sequence[Backlink]:
    """The latest posts of other topics that point here; none of a space, topic or post that the reader cannot see."""
    rows = (
        PostLink.objects.select_related("source__topic")
        .filter(topic=topic, source__hidden_at=None, source__topic__hidden_at=None)
        .filter(source__topic__space__in=Space.objects.visible_to(actor))
        .exclude(source__topic=topic)
        .order_by("-at", "-id")[: most * 2]
    )
    found: dict[object, Backlink] = {}
    for row in rows:
        source = row.source
        path = topic_path(source.topic.number, source.topic.slug) + place_of(source.position)
        found.setdefault(source.topic_id, Backlink(source.topic.title, path, row.kind, row.at))
    return list(found.values())[:most]
