"""Groups of members over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from access.policies import authorise
from community.actions import belonging
from community.actions.groups import create_group, delete_group, update_group
from community.api import group_shapes as s
from community.member_policies import can_manage_groups
from community.queries import groups as queries


class GroupReader(APIView):
    """Base: anybody signed in; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class GroupManager(APIView):
    """Base of what administrators change."""

    gate = Gate.MEMBER
    scope = "admin"


class GroupsView(GroupReader):
    """The groups that the caller may know of."""

    @extend_schema(operation_id="groups_list", parameters=[s.GroupsQuery], responses=s.MemberGroupsPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.GroupsQuery(data=request.query_params))
        page = queries.list_visible_groups(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.MemberGroupItem)


class GroupView(GroupReader):
    """One group."""

    @extend_schema(operation_id="groups_retrieve", responses=s.MemberGroupItem)
    def get(self, request: Request, group_id: UUID) -> Response:
        return Response(s.MemberGroupItem(queries.get_group(actor_of(request), group_id)).data)


class GroupMembersView(GroupReader):
    """Who belongs to a group."""

    @extend_schema(operation_id="groups_members_list", parameters=[s.GroupsQuery], responses=s.GroupMembersPage)
    def get(self, request: Request, group_id: UUID) -> Response:
        actor, query = actor_of(request), parsed(s.GroupsQuery(data=request.query_params))
        group = queries.get_group(actor, group_id)
        page = queries.list_group_members(actor, group, cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.GroupMemberItem)


class GroupMemberView(GroupReader):
    """One member of a group, for its owners."""

    @extend_schema(operation_id="groups_members_add", request=None, responses={204: None})
    def put(self, request: Request, group_id: UUID, user_id: UUID) -> Response:
        belonging.add_to_group(actor=actor_of(request), group_id=group_id, user_id=user_id)
        return Response(status=204)

    @extend_schema(operation_id="groups_members_remove", responses={204: None})
    def delete(self, request: Request, group_id: UUID, user_id: UUID) -> Response:
        belonging.remove_from_group(actor=actor_of(request), group_id=group_id, user_id=user_id)
        return Response(status=204)


class MembershipView(GroupReader):
    """The caller in a group: how they stand to it, joining an open one, leaving."""

    @extend_schema(operation_id="groups_membership_retrieve", responses=s.BelongingItem)
    def get(self, request: Request, group_id: UUID) -> Response:
        actor = actor_of(request)
        return Response(s.BelongingItem(queries.belonging_to(actor, queries.get_group(actor, group_id))).data)

    @extend_schema(operation_id="groups_membership_begin", request=None, responses={204: None})
    def put(self, request: Request, group_id: UUID) -> Response:
        belonging.join_group(actor=actor_of(request), group_id=group_id)
        return Response(status=204)

    @extend_schema(operation_id="groups_membership_end", responses={204: None})
    def delete(self, request: Request, group_id: UUID) -> Response:
        belonging.leave_group(actor=actor_of(request), group_id=group_id)
        return Response(status=204)


class OwnRequestView(GroupReader):
    """The caller asking to join; taking it back is leaving."""

    @extend_schema(operation_id="groups_request_begin", request=s.AskingInput, responses={204: None})
    def put(self, request: Request, group_id: UUID) -> Response:
        given = parsed(s.AskingInput(data=request.data))
        belonging.ask_to_join(actor=actor_of(request), group_id=group_id, **given)
        return Response(status=204)


class RequestsView(GroupReader):
    """Who asks to join, for the group's owners."""

    @extend_schema(operation_id="groups_requests_list", parameters=[s.GroupsQuery], responses=s.AskingPage)
    def get(self, request: Request, group_id: UUID) -> Response:
        actor, query = actor_of(request), parsed(s.GroupsQuery(data=request.query_params))
        group = queries.get_group(actor, group_id)
        page = queries.list_group_requests(actor, group, cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.AskingItem)


class AnswerView(GroupReader):
    """The answer to somebody who asks to join."""

    @extend_schema(operation_id="groups_requests_answer", request=s.JoiningAnswerInput, responses={204: None})
    def put(self, request: Request, group_id: UUID, request_id: UUID) -> Response:
        given = parsed(s.JoiningAnswerInput(data=request.data))
        belonging.answer_request(actor=actor_of(request), group_id=group_id, request_id=request_id, **given)
        return Response(status=204)


class NewGroupView(GroupManager):
    """Making groups."""

    @extend_schema(operation_id="managed_groups_create", request=s.MemberGroupInput, responses={201: s.ManagedGroupItem})
    def post(self, request: Request) -> Response:
        group = create_group(actor=actor_of(request), **parsed(s.MemberGroupInput(data=request.data)))
        return Response(s.ManagedGroupItem(group).data, status=201)


class ManagedGroupView(GroupManager):
    """Changing and removing one group; look first at what hangs on it."""

    @extend_schema(operation_id="managed_groups_retrieve", responses=s.ManagedGroupDetail)
    def get(self, request: Request, group_id: UUID) -> Response:
        actor = actor_of(request)
        authorise(actor, can_manage_groups)
        group = queries.get_group(actor, group_id)
        return Response(s.ManagedGroupDetail({"group": group, "uses": queries.uses_of(actor, group)}).data)

    @extend_schema(operation_id="managed_groups_update", request=s.MemberGroupChange, responses=s.ManagedGroupItem)
    def patch(self, request: Request, group_id: UUID) -> Response:
        changes = parsed(s.MemberGroupChange(data=request.data))
        return Response(s.ManagedGroupItem(update_group(actor=actor_of(request), group_id=group_id, **changes)).data)

    @extend_schema(operation_id="managed_groups_destroy", request=None, responses={204: None})
    def delete(self, request: Request, group_id: UUID) -> Response:
        delete_group(actor=actor_of(request), group_id=group_id)
        return Response(status=204)


class OwnerView(GroupManager):
    """Whether a member looks after the group."""

    @extend_schema(operation_id="managed_groups_owners_make", request=None, responses={204: None})
    def put(self, request: Request, group_id: UUID, user_id: UUID) -> Response:
        belonging.set_group_owner(actor=actor_of(request), group_id=group_id, user_id=user_id, is_owner=True)
        return Response(status=204)

    @extend_schema(operation_id="managed_groups_owners_end", responses={204: None})
    def delete(self, request: Request, group_id: UUID, user_id: UUID) -> Response:
        belonging.set_group_owner(actor=actor_of(request), group_id=group_id, user_id=user_id, is_owner=False)
        return Response(status=204)
