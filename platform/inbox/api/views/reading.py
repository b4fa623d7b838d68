"""Lists, counters, one conversation, its timeline."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from inbox.api.serializers import inputs, outputs
from inbox.queries.capabilities import get_capabilities
from inbox.queries.counters import get_counters
from inbox.queries.listing import get_conversation_row, list_conversations
from inbox.queries.timeline import get_timeline


class ConversationsView(APIView):
    """The conversations that one may see."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="conversations_list", parameters=[inputs.ConversationQuery], responses=outputs.ConversationPage)
    def get(self, request: Request) -> Response:
        query = inputs.ConversationQuery(data=request.query_params)
        given = parsed(query)
        page = list_conversations(
            actor=actor_of(request), filters=query.to_filters(), cursor=given.get("cursor"), size=given["size"]
        )
        return page_response(page, outputs.ConversationOutput)


class CountersView(APIView):
    """Numbers beside views, inboxes and teams."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="conversations_counters", responses=outputs.CountersOutput)
    def get(self, request: Request) -> Response:
        return Response(outputs.CountersOutput(get_counters(actor=actor_of(request))).data)


class ConversationView(APIView):
    """One conversation."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="conversations_retrieve", responses=outputs.ConversationDetailOutput)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        actor = actor_of(request)
        conversation, row = get_conversation_row(actor=actor, conversation_id=conversation_id)
        capabilities = get_capabilities(actor, conversation)
        row_data = {name: getattr(row, name) for name in row.__dataclass_fields__}
        return Response(outputs.ConversationDetailOutput({**row_data, "capabilities": capabilities}).data)


class TimelineView(APIView):
    """Messages, notes and records of one conversation."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="conversations_timeline", parameters=[inputs.TimelineQuery], responses=outputs.EntryPage)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        given = parsed(inputs.TimelineQuery(data=request.query_params))
        page = get_timeline(
            actor=actor_of(request), conversation_id=conversation_id, cursor=given.get("cursor"), size=given["size"]
        )
        return page_response(page, outputs.EntryOutput)
