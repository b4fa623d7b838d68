"""The community over HTTP, for members: parse, one call, represent."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from access.request import address_hash
from community.actions.editing import edit_post
from community.actions.replies import post_reply
from community.actions.solutions import accept_solution, clear_solution
from community.actions.topics import create_topic
from community.actions.votes import cast_vote, withdraw_vote
from community.api import serializers as s
from community.api.list_inputs import TopicsQuery
from community.limits import enforce
from community.queries.listing import find_topics, get_post_view, get_topic_row, list_post_views
from community.queries.spaces import list_spaces
from community.screening import Circumstances
from kernel.pagination import Page


class CommunityView(APIView):
    """Base: anybody signed in; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class SpacesView(CommunityView):
    """The spaces that the caller may read."""

    @extend_schema(operation_id="spaces_list", responses=s.SpacesPage)
    def get(self, request: Request) -> Response:
        return page_response(Page(list_spaces(actor_of(request))), s.SpaceItem)


class TopicsView(CommunityView):
    """Topics, found by filter or by words; and asking."""

    @extend_schema(operation_id="topics_list", parameters=[TopicsQuery], responses=s.TopicsPage)
    def get(self, request: Request) -> Response:
        query = parsed(TopicsQuery(data=request.query_params))
        page = find_topics(
            actor_of(request),
            space_id=query.get("space"),
            narrow=TopicsQuery.narrow(query),
            wanted=query["q"],
            cursor=query.get("cursor") or None,
            size=query["size"],
        )
        return page_response(page, s.TopicItem)

    @extend_schema(operation_id="topics_create", request=s.TopicInput, responses={201: s.TopicItem})
    def post(self, request: Request) -> Response:
        actor, given = actor_of(request), parsed(s.TopicInput(data=request.data))
        topic = create_topic(actor=actor, circumstances=_came(request), **given)
        return Response(s.TopicItem(get_topic_row(actor, topic.pk)).data, status=201)


class TopicView(CommunityView):
    """One topic."""

    @extend_schema(operation_id="topics_retrieve", responses=s.TopicItem)
    def get(self, request: Request, topic_id: UUID) -> Response:
        return Response(s.TopicItem(get_topic_row(actor_of(request), topic_id)).data)


class PostsView(CommunityView):
    """The posts of a topic, the first one included; and replying."""

    @extend_schema(operation_id="topics_posts_list", parameters=[PageQuery], responses=s.PostsPage)
    def get(self, request: Request, topic_id: UUID) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_post_views(actor_of(request), topic_id, cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.PostItem)

    @extend_schema(operation_id="topics_posts_create", request=s.PostInput, responses={201: s.PostItem})
    def post(self, request: Request, topic_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.PostInput(data=request.data))
        post = post_reply(actor=actor, topic_id=topic_id, circumstances=_came(request), **given)
        return Response(s.PostItem(get_post_view(actor, post.pk)).data, status=201)


class SolutionView(CommunityView):
    """The reply that solved a topic."""

    @extend_schema(operation_id="topics_solution_update", request=s.SolutionInput, responses=s.TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.SolutionInput(data=request.data))
        accept_solution(actor=actor, topic_id=topic_id, post_id=given["post_id"])
        return Response(s.TopicItem(get_topic_row(actor, topic_id)).data)

    @extend_schema(operation_id="topics_solution_destroy", responses=s.TopicItem)
    def delete(self, request: Request, topic_id: UUID) -> Response:
        clear_solution(actor=actor_of(request), topic_id=topic_id)
        return Response(s.TopicItem(get_topic_row(actor_of(request), topic_id)).data)


class PostView(CommunityView):
    """One post."""

    @extend_schema(operation_id="posts_update", request=s.PostChange, responses=s.PostItem)
    def patch(self, request: Request, post_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.PostChange(data=request.data))
        edit_post(actor=actor, post_id=post_id, circumstances=_came(request), **given)
        return Response(s.PostItem(get_post_view(actor, post_id)).data)


class VoteView(CommunityView):
    """The caller's vote on a post."""

    @extend_schema(operation_id="posts_vote_update", request=None, responses=s.PostItem)
    def put(self, request: Request, post_id: UUID) -> Response:
        enforce(actor_of(request), "vote")
        cast_vote(actor=actor_of(request), post_id=post_id)
        return Response(s.PostItem(get_post_view(actor_of(request), post_id)).data)

    @extend_schema(operation_id="posts_vote_destroy", responses=s.PostItem)
    def delete(self, request: Request, post_id: UUID) -> Response:
        withdraw_vote(actor=actor_of(request), post_id=post_id)
        return Response(s.PostItem(get_post_view(actor_of(request), post_id)).data)


def _came(request: Request) -> Circumstances:
    """How a text came in over the API: programs type in no time, so nothing is said of that."""
    return Circumstances(address_hash=address_hash(request._request))
