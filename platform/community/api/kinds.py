"""Kinds of topic over HTTP: same problem, several solutions, ideas, and turning one kind into another."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import actor_of, page_response, parsed
from community.actions.changing import change_kind
from community.actions.ideas import decide_idea, vote_for_idea, withdraw_idea_vote
from community.actions.problems import share_problem, unshare_problem
from community.actions.solutions import add_solution, clear_solution
from community.api import kind_shapes as k
from community.api.serializers import SolutionInput, TopicItem
from community.api.views import CommunityView
from community.errors import NotAnIdeaError
from community.models.topic import Kind
from community.queries.converting import list_changes
from community.queries.ideas import get_board, get_idea_view
from community.queries.listing import get_topic_row
from community.queries.reading import find_topic_by_id
from community.queries.spaces import get_space_by_id, list_spaces


class SameProblemView(CommunityView):
    """The caller has the same problem, or not any more."""

    @extend_schema(operation_id="topics_same_problem_update", request=None, responses=k.SameProblemItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        topic = share_problem(actor=actor_of(request), topic_id=topic_id)
        return Response(k.SameProblemItem({"count": topic.same_problem_count, "is_mine": True}).data)

    @extend_schema(operation_id="topics_same_problem_destroy", responses=k.SameProblemItem)
    def delete(self, request: Request, topic_id: UUID) -> Response:
        topic = unshare_problem(actor=actor_of(request), topic_id=topic_id)
        return Response(k.SameProblemItem({"count": topic.same_problem_count, "is_mine": False}).data)


class SolutionsView(CommunityView):
    """One more reply that solved it."""

    @extend_schema(operation_id="topics_solutions_create", request=SolutionInput, responses={201: TopicItem})
    def post(self, request: Request, topic_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(SolutionInput(data=request.data))
        add_solution(actor=actor, topic_id=topic_id, **given)
        return Response(TopicItem(get_topic_row(actor, topic_id)).data, status=201)


class OneSolutionView(CommunityView):
    """One of the replies that solved it."""

    @extend_schema(operation_id="topics_solutions_destroy", responses=TopicItem)
    def delete(self, request: Request, topic_id: UUID, post_id: UUID) -> Response:
        clear_solution(actor=actor_of(request), topic_id=topic_id, post_id=post_id)
        return Response(TopicItem(get_topic_row(actor_of(request), topic_id)).data)


class KindView(CommunityView):
    """Which kinds a topic may become and what that would mean; and making it one."""

    @extend_schema(operation_id="topics_kind_retrieve", responses=k.KindChanges)
    def get(self, request: Request, topic_id: UUID) -> Response:
        topic = find_topic_by_id(actor_of(request), topic_id)
        return Response(k.KindChanges({"kind": topic.kind, "changes": list_changes(actor_of(request), topic)}).data)

    @extend_schema(operation_id="topics_kind_update", request=k.KindInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        change_kind(actor=actor_of(request), topic_id=topic_id, **parsed(k.KindInput(data=request.data)))
        return Response(TopicItem(get_topic_row(actor_of(request), topic_id)).data)


class IdeaVoteView(CommunityView):
    """The caller's vote for an idea; the answer says how many votes are left."""

    @extend_schema(operation_id="topics_idea_vote_update", request=None, responses=k.IdeaItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        vote_for_idea(actor=actor_of(request), topic_id=topic_id)
        return idea_response(request, topic_id)

    @extend_schema(operation_id="topics_idea_vote_destroy", responses=k.IdeaItem)
    def delete(self, request: Request, topic_id: UUID) -> Response:
        withdraw_idea_vote(actor=actor_of(request), topic_id=topic_id)
        return idea_response(request, topic_id)


class IdeaView(CommunityView):
    """An idea's votes, status and reasons; and deciding about it."""

    @extend_schema(operation_id="topics_idea_retrieve", responses=k.IdeaItem)
    def get(self, request: Request, topic_id: UUID) -> Response:
        return idea_response(request, topic_id)

    @extend_schema(operation_id="topics_idea_update", request=k.IdeaStatusInput, responses=k.IdeaItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        decide_idea(actor=actor_of(request), topic_id=topic_id, **parsed(k.IdeaStatusInput(data=request.data)))
        return idea_response(request, topic_id)


class IdeasView(CommunityView):
    """The board of ideas."""

    @extend_schema(operation_id="ideas_list", parameters=[k.IdeasQuery], responses=k.IdeasPage)
    def get(self, request: Request) -> Response:
        actor, query = actor_of(request), parsed(k.IdeasQuery(data=request.query_params))
        spaces = [get_space_by_id(actor, query["space"])] if "space" in query else list_spaces(actor)
        board = get_board(
            actor,
            spaces,
            status=query.get("status", ""),
            order=query["order"],
            cursor=query.get("cursor") or None,
            size=query["size"],
        )
        return page_response(board.page, k.IdeaRowItem)


def idea_response(request: Request, topic_id: UUID) -> Response:
    """The idea as the caller sees it now."""
    topic = find_topic_by_id(actor_of(request), topic_id)
    if topic.kind != Kind.IDEA:
        raise NotAnIdeaError
    return Response(k.IdeaItem(get_idea_view(actor_of(request), topic)).data)
