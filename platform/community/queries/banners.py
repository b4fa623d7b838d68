"""Announcements that stand above the pages of their readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from community.addresses import topic_path
from community.models.announcement import BannerDismissal
from community.models.space import Space
from community.models.topic import Kind, Topic
from kernel.actor import Actor

MOST = 2


@dataclass(frozen=True, slots=True)
class Banner:
    """An announcement above a list."""

    number: int
    title: str
    language: str
    path: str


def list_banners(actor: Actor, spaces: Sequence[Space], *, at: datetime) -> list[Banner]:
    """The newest banners of these spaces, which the caller has checked, that the actor has not put away; one query."""
    rows = Topic.objects.in_spaces(space.pk for space in spaces).filter(kind=Kind.ANNOUNCEMENT.value, banner_at__lte=at)
    rows = rows.filter(Q(banner_until__isnull=True) | Q(banner_until__gt=at))
    if actor.user_id is not None:
        rows = rows.exclude(pk__in=BannerDismissal.objects.filter(user_id=actor.user_id).values("topic_id"))
    found = rows.order_by("-banner_at", "-pk").values_list("number", "title", "language", "slug")[:MOST]
    return [Banner(number, title, language, topic_path(number, slug)) for number, title, language, slug in found]
