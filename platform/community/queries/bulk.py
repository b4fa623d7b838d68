"""Topics as moderators list them to do something with many."""

from collections.abc import Sequence
from uuid import UUID

from community.models.space import Space
from community.models.topic import Topic
from kernel.pagination import Page, paginate

AT_ONCE = 50


def list_for_tending(space: Space, *, cursor: str | None = None) -> Page[Topic]:
    """All topics of this space, which the caller has checked, hidden ones too, the last active first."""
    rows = Topic.objects.filter(space=space, merged_into=None)
    return paginate(rows, order=["-last_posted_at", "-id"], cursor=cursor, size=AT_ONCE)


def topics_of(space: Space, ids: Sequence[UUID]) -> list[Topic]:
    """These topics of this space, which the caller has checked, in this order."""
    found = {topic.pk: topic for topic in Topic.objects.filter(pk__in=ids, space=space, merged_into=None)}
    return [found[ident] for ident in ids if ident in found]
