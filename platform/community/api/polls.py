"""Polls over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from access.request import address_hash
from community.actions.polling import PollText, close_poll, create_poll, reopen_poll, vote_in_poll
from community.api import poll_inputs as s
from community.queries.voting import get_poll, list_voters
from community.screening import Circumstances


class PollView(APIView):
    """The poll of a post."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="posts_poll_retrieve", responses=s.PollItem)
    def get(self, request: Request, post_id: UUID) -> Response:
        return _answer(request, post_id)

    @extend_schema(operation_id="posts_poll_create", request=s.PollInput, responses={201: s.PollItem})
    def post(self, request: Request, post_id: UUID) -> Response:
        given = parsed(s.PollInput(data=request.data))
        came = Circumstances(address_hash=address_hash(request._request))
        create_poll(actor=actor_of(request), post_id=post_id, poll=PollText(**given), circumstances=came)
        return _answer(request, post_id, status=201)


class BallotView(APIView):
    """The caller's ballot."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="posts_ballot_update", request=s.BallotInput, responses=s.PollItem)
    def put(self, request: Request, post_id: UUID) -> Response:
        given = parsed(s.BallotInput(data=request.data))
        vote_in_poll(actor=actor_of(request), post_id=post_id, choice=given["choice"])
        return _answer(request, post_id)

    @extend_schema(operation_id="posts_ballot_destroy", responses=s.PollItem)
    def delete(self, request: Request, post_id: UUID) -> Response:
        vote_in_poll(actor=actor_of(request), post_id=post_id, choice=[])
        return _answer(request, post_id)


class PollClosureView(APIView):
    """Whether a poll is closed by hand."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="posts_poll_closure_update", request=None, responses=s.PollItem)
    def put(self, request: Request, post_id: UUID) -> Response:
        close_poll(actor=actor_of(request), post_id=post_id)
        return _answer(request, post_id)

    @extend_schema(operation_id="posts_poll_closure_destroy", responses=s.PollItem)
    def delete(self, request: Request, post_id: UUID) -> Response:
        reopen_poll(actor=actor_of(request), post_id=post_id)
        return _answer(request, post_id)


class VotersView(APIView):
    """Who voted, where the poll says so."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="posts_poll_voters_list", parameters=[PageQuery], responses=s.VotersPage)
    def get(self, request: Request, post_id: UUID) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_voters(actor_of(request), post_id, cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.VoterItem)


def _answer(request: Request, post_id: UUID, status: int = 200) -> Response:
    return Response(s.PollItem(get_poll(actor_of(request), post_id)).data, status=status)
