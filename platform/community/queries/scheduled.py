"""Topics that wait for their time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from community.models.schedule import Schedule


def list_due_topic_ids(at: datetime, *, most: int = 100) -> Sequence[UUID]:
    """Topics whose time has come, longest overdue first."""
    due = Schedule.objects.filter(publish_at__lte=at, published_at=None, refused_at=None)
    return list(due.order_by("publish_at", "pk").values_list("topic_id", flat=True)[:most])


def publishing_times(topic_ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
    """When these topics are to appear, as far as they wait."""
    waiting = Schedule.objects.filter(topic_id__in=topic_ids, published_at=None, refused_at=None)
    return dict(waiting.values_list("topic_id", "publish_at"))
