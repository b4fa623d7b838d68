"""The parts of a conversation that are put: each answers the conversation as it then is."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, parsed
from inbox.actions.assigning import assign_conversation, move_conversation
from inbox.actions.changing import mark_read, set_labels, set_priority, set_status
from inbox.api.serializers import inputs, outputs
from inbox.queries.listing import get_conversation_row


class AssignmentView(APIView):
    """Who is responsible."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="assignment_update", request=inputs.AssignmentInput, responses=outputs.ConversationOutput)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        return _put(request, conversation_id, inputs.AssignmentInput, assign_conversation)


class StatusView(APIView):
    """Open, pending, snoozed, resolved, spam."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="status_update", request=inputs.StatusInput, responses=outputs.ConversationOutput)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        return _put(request, conversation_id, inputs.StatusInput, set_status)


class LabelsOfConversationView(APIView):
    """Its labels."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="conversation_labels_update", request=inputs.LabelsInput, responses=outputs.ConversationOutput)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        return _put(request, conversation_id, inputs.LabelsInput, set_labels)


class InboxOfConversationView(APIView):
    """Where it is."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="conversation_inbox_update", request=inputs.InboxInput, responses=outputs.ConversationOutput)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        return _put(request, conversation_id, inputs.InboxInput, move_conversation)


class PriorityView(APIView):
    """How urgent it is."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="priority_update", request=inputs.PriorityInput, responses=outputs.ConversationOutput)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        return _put(request, conversation_id, inputs.PriorityInput, set_priority)


class ReadView(APIView):
    """How far one has read it."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="read_update", request=inputs.ReadInput, responses=outputs.ConversationOutput)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        return _put(request, conversation_id, inputs.ReadInput, mark_read)


def _put(request: Request, conversation_id: UUID, given: Any, act: Any) -> Response:
    act(actor=actor_of(request), conversation_id=conversation_id, **parsed(given(data=request.data)))
    _conversation, row = get_conversation_row(actor=actor_of(request), conversation_id=conversation_id)
    return Response(outputs.ConversationOutput(row).data)
