"""Ways into the middle of a topic: `?post=345`, `?date=2026-11-01`, `?at=unread`, `?at=last`. Each leads to a page and a post."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_date

from access.request import BrandRequest
from community.addresses import place_of, topic_path
from community.models.topic import Topic
from community.queries.places import clamp_position, position_at
from community.queries.reading import find_topic
from community.queries.readings import get_reading
from kernel.errors import InvalidError

WAYS = frozenset({"post", "date", "at"})


def wants_jump(request: BrandRequest) -> bool:
    """Whether the address names a place rather than a page."""
    return not WAYS.isdisjoint(request.GET)


def jump_address(request: BrandRequest, number: int) -> str:
    """The page and anchor that the address means; raises NotFoundError like the topic itself, InvalidError for nonsense."""
    topic = find_topic(request.actor, number)
    return topic_path(topic.number, topic.slug) + place_of(_position(request, topic))


def _position(request: BrandRequest, topic: Topic) -> int:
    wanted = request.GET.get("post", "").strip()
    if wanted:
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 9):
            raise InvalidError
        return clamp_position(topic, int(wanted))
    if request.GET.get("date"):
        return position_at(topic, _day(request.GET["date"]))
    if request.GET.get("at") == "unread":
        reading = get_reading(request.actor.user_id, topic.pk)
        return clamp_position(topic, reading.last_position + 1) if reading is not None else 1
    return topic.last_position if request.GET.get("at") == "last" else 1


def _day(text: str) -> datetime:
    """The first moment of a day where the reader lives."""
    try:
        day = parse_date(text.strip())
    except ValueError as error:
        raise InvalidError from error
    if day is None or not 1970 <= day.year <= 9000:
        raise InvalidError
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware right here
