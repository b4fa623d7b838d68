"""Replies, notes and hand-offs: posting the same id again answers 200 with the first result."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, parsed
from inbox.actions.assigning import hand_off_conversation
from inbox.actions.replying import add_note, reply_to_conversation
from inbox.api.serializers import inputs, outputs
from inbox.contracts import Entry

_TWICE = {201: outputs.EntryOutput, 200: outputs.EntryOutput}


class RepliesView(APIView):
    """Answers that the customer sees."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="replies_create", request=inputs.ReplyInput, responses={**_TWICE, 409: outputs.StaleReplyOutput})
    def post(self, request: Request, conversation_id: UUID) -> Response:
        given = parsed(inputs.ReplyInput(data=request.data))
        return _answer(*reply_to_conversation(actor=actor_of(request), conversation_id=conversation_id, **given))


class NotesView(APIView):
    """Notes that only colleagues see."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="notes_create", request=inputs.NoteInput, responses=_TWICE)
    def post(self, request: Request, conversation_id: UUID) -> Response:
        given = parsed(inputs.NoteInput(data=request.data))
        return _answer(*add_note(actor=actor_of(request), conversation_id=conversation_id, **given))


class HandoffsView(APIView):
    """From one department to another."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="handoffs_create", request=inputs.HandoffInput, responses=_TWICE)
    def post(self, request: Request, conversation_id: UUID) -> Response:
        given = parsed(inputs.HandoffInput(data=request.data))
        return _answer(*hand_off_conversation(actor=actor_of(request), conversation_id=conversation_id, **given))


def _answer(entry: Entry, made: bool) -> Response:
    return Response(outputs.EntryOutput(entry).data, status=201 if made else 200)
