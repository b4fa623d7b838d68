"""What an open page reports about being read. The page's script reports quietly; without scripts a button does."""

import re
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.actions.reading import record_reading
from community.addresses import topic_path
from community.queries.reading import find_topic
from kernel.errors import InvalidError

_RANGES = re.compile(r"^\d{1,8}(-\d{1,8})?(,\d{1,8}(-\d{1,8})?){0,199}$")
_SECONDS = re.compile(r"^\d{1,6}$")


@gated(Gate.MEMBER)
@require_POST
def keep_reading(request: HttpRequest, number: int) -> HttpResponseBase:
    """Note that `shown` ("2-7,9") was on the screen, for `seconds` more; with `back` the answer is the topic's page."""
    request = cast("BrandRequest", request)
    topic = find_topic(request.actor, number)
    shown, seconds = request.POST.get("shown", ""), request.POST.get("seconds", "0")
    if (shown and not _RANGES.match(shown)) or not _SECONDS.match(seconds):
        raise InvalidError
    ranges = [[int(end) for end in (part if "-" in part else f"{part}-{part}").split("-")] for part in shown.split(",") if part]
    record_reading(actor=request.actor, topic_id=topic.pk, shown=ranges, seconds=int(seconds))
    if "back" in request.POST:
        return redirect(topic_path(topic.number, topic.slug) + "?at=unread")
    return HttpResponse(status=204)
