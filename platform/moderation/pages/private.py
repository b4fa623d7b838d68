"""A reported private message."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from access.api.gate import Gate, gated
from access.request import BrandRequest
from messaging.queries.reported import may_read_message, messages_by_id
from moderation.actions.peeking import read_reported_message
from people.queries import people_by_id


@gated(Gate.MEMBER)
@never_cache
@require_GET
def reported(request: HttpRequest, message_id: UUID) -> HttpResponseBase:
    """Whoever takes part is led to the conversation; a reviewer sees the message with its neighbours."""
    request = cast("BrandRequest", request)
    if may_read_message(request.actor, message_id):
        found = messages_by_id([message_id])[message_id]
        return redirect(f"/messages/{found.exchange_id}/#message-{found.position}")
    texts = read_reported_message(actor=request.actor, message_id=message_id)
    people = people_by_id({text.author_id for text in texts if text.author_id is not None})
    said = [(text, people.get(text.author_id) if text.author_id is not None else None) for text in texts]
    return render(request, "moderation/reported_message.html", {"said": said, "message_id": message_id})
