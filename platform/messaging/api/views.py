"""Private messages over HTTP: parse, one call, represent. Tokens need a scope of their own: none reads them by the way."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from accounts.actors import require_user_id
from messaging.actions.arranging import add_people, change_exchange, mark_exchange_read, remove_from_exchange
from messaging.actions.sending import begin_exchange, send_message, withdraw_message
from messaging.api import serializers as s
from messaging.contracts import Circumstances
from messaging.queries.exchanges import find_messages, get_exchange, list_exchanges, list_messages, unread_exchanges


class MessagesView(APIView):
    """Base: anybody signed in, about their own conversations."""

    gate = Gate.MEMBER
    scope = "messages"


class ExchangesView(MessagesView):
    """One's conversations."""

    @extend_schema(operation_id="messages_list", parameters=[s.ExchangesQuery], responses=s.ExchangesPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.ExchangesQuery(data=request.query_params))
        page = list_exchanges(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.ExchangeItem)

    @extend_schema(operation_id="messages_begin", request=s.BeginInput, responses={201: s.ExchangeDetail})
    def post(self, request: Request) -> Response:
        actor, given = actor_of(request), parsed(s.BeginInput(data=request.data))
        found = begin_exchange(actor=actor, circumstances=Circumstances(), **given)
        return Response(s.ExchangeDetail(get_exchange(actor, found.pk)).data, status=201)


class UnreadView(MessagesView):
    """In how many conversations something is unread."""

    @extend_schema(operation_id="messages_unread", responses=s.UnreadItem)
    def get(self, request: Request) -> Response:
        return Response({"unread": unread_exchanges(require_user_id(actor_of(request)))})


class SearchView(MessagesView):
    """Words in one's own messages."""

    @extend_schema(operation_id="messages_search", parameters=[s.SearchQuery], responses=s.FoundPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.SearchQuery(data=request.query_params))
        page = find_messages(actor_of(request), query["q"], cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page.map(lambda found: {"exchange_id": found[0], "message": found[1]}), s.FoundItem)


class ExchangeView(MessagesView):
    """One conversation."""

    @extend_schema(operation_id="messages_get", responses=s.ExchangeDetail)
    def get(self, request: Request, exchange_id: UUID) -> Response:
        return Response(s.ExchangeDetail(get_exchange(actor_of(request), exchange_id)).data)

    @extend_schema(operation_id="messages_change", request=s.ExchangeInput, responses=s.ExchangeDetail)
    def patch(self, request: Request, exchange_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.ExchangeInput(data=request.data))
        change_exchange(actor=actor, exchange_id=exchange_id, circumstances=Circumstances(), **given)
        return Response(s.ExchangeDetail(get_exchange(actor, exchange_id)).data)


class ItemsView(MessagesView):
    """What is said in it."""

    @extend_schema(operation_id="messages_items", parameters=[s.MessagesQuery], responses=s.MessagesPage)
    def get(self, request: Request, exchange_id: UUID) -> Response:
        query = parsed(s.MessagesQuery(data=request.query_params))
        cursor = query.get("cursor") or None
        page = list_messages(actor_of(request), exchange_id, cursor=cursor, after=query.get("after"), size=query["size"])
        return page_response(page, s.MessageItem)

    @extend_schema(operation_id="messages_say", request=s.SayInput, responses={201: s.MessageItem})
    def post(self, request: Request, exchange_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.SayInput(data=request.data))
        message = send_message(actor=actor, exchange_id=exchange_id, circumstances=Circumstances(), **given)
        found = list_messages(actor, exchange_id, after=message.position - 1, size=1)
        return Response(s.MessageItem(found.items[0]).data, status=201)


class ItemView(MessagesView):
    """One message: its author can take it back."""

    @extend_schema(operation_id="messages_withdraw", responses={204: None})
    def delete(self, request: Request, message_id: UUID) -> Response:
        withdraw_message(actor=actor_of(request), message_id=message_id)
        return Response(status=204)


class PeopleView(MessagesView):
    """Adding members to a group."""

    @extend_schema(operation_id="messages_add_people", request=s.PeopleInput, responses=s.ExchangeDetail)
    def post(self, request: Request, exchange_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.PeopleInput(data=request.data))
        add_people(actor=actor, exchange_id=exchange_id, user_ids=given["user_ids"])
        return Response(s.ExchangeDetail(get_exchange(actor, exchange_id)).data)


class PartView(MessagesView):
    """One participant: leaving, or taking somebody out of a group that one began."""

    @extend_schema(operation_id="messages_leave", responses={204: None})
    def delete(self, request: Request, exchange_id: UUID, user_id: UUID) -> Response:
        remove_from_exchange(actor=actor_of(request), exchange_id=exchange_id, user_id=user_id)
        return Response(status=204)


class ReadView(MessagesView):
    """Up to where one has read."""

    @extend_schema(operation_id="messages_mark_read", request=s.MessagesReadInput, responses=s.UnreadItem)
    def put(self, request: Request, exchange_id: UUID) -> Response:
        given = parsed(s.MessagesReadInput(data=request.data))
        unread = mark_exchange_read(actor=actor_of(request), exchange_id=exchange_id, position=given["position"])
        return Response({"unread": unread})
