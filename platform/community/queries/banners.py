"""Announcements that stand above the pages of their readers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from community.models.announcement import BannerDismissal
from community.models.space import Space
from community.models.topic import Kind, Topic
from community.queries.topics import TopicRow, as_rows
from kernel.actor import Actor

MOST = 2


def list_banners(actor: Actor, spaces: Sequence[Space], *, at: datetime) -> list[TopicRow]:
    """The newest banners of these spaces, which the caller has checked, that the actor has not put away."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).filter(kind=Kind.ANNOUNCEMENT.value, banner_at__lte=at)
    rows = rows.filter(Q(banner_until__isnull=True) | Q(banner_until__gt=at))
    if actor.user_id is not None:
        rows = rows.exclude(pk__in=_put_away(actor.user_id))
    return as_rows(list(rows.order_by("-banner_at", "-pk")[:MOST]), spaces)


def _put_away(user_id: UUID) -> list[UUID]:
    return list(BannerDismissal.objects.filter(user_id=user_id).values_list("topic_id", flat=True))
