"""Accounts over HTTP: parse, one call, represent."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from accounts import queries
from accounts.actions.invitations import invite, resend_invitation, revoke_invitation
from accounts.actions.members import change_member
from accounts.actions.profile import change_profile
from accounts.actions.sessions import end_session
from accounts.actions.tokens import create_token, revoke_token
from accounts.actors import require_user_id
from accounts.api import serializers as s
from kernel.pagination import paginate


class MeView(APIView):
    """Myself, the brand, and what I may do."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="me_retrieve", responses=s.MeOutput)
    def get(self, request: Request) -> Response:
        return self._answer(request, request.user)

    @extend_schema(operation_id="me_update", request=s.ProfileInput, responses=s.MeOutput)
    def patch(self, request: Request) -> Response:
        given = parsed(s.ProfileInput(data=request.data))
        actor = actor_of(request)
        return self._answer(request, change_profile(actor=actor, user_id=require_user_id(actor), **given))

    def _answer(self, request: Request, user: Any) -> Response:
        actor = actor_of(request)
        me = {
            "user": user,
            "tenant": request._request.tenant,  # type: ignore[attr-defined] # set by tenants.middleware
            "role": actor.role.value,
            "permissions": {"manage_members": actor.is_administrator, "manage_inboxes": actor.is_administrator},
            "socket": "/ws/",
            "languages": settings.LANGUAGES,
        }
        return Response(s.MeOutput(me).data)


class MembersView(APIView):
    """Everybody with an account here, for supervisors."""

    gate = Gate.STAFF
    scope = "admin"

    @extend_schema(operation_id="members_list", parameters=[s.MembersQuery], responses=s.MemberOutput(many=True))
    def get(self, request: Request) -> Response:
        query = parsed(s.MembersQuery(data=request.query_params))
        rows = queries.members(actor_of(request), text=query["q"], role=query["role"])
        return page_response(paginate(rows, order=["name", "id"], cursor=query.get("cursor"), size=query["size"]), s.MemberOutput)


class MemberView(APIView):
    """One member's role and state."""

    gate = Gate.STAFF
    scope = "admin"

    @extend_schema(operation_id="members_update", request=s.MemberInput, responses=s.MemberOutput)
    def patch(self, request: Request, member_id: UUID) -> Response:
        given = parsed(s.MemberInput(data=request.data))
        return Response(s.MemberOutput(change_member(actor=actor_of(request), user_id=member_id, **given)).data)


class InvitationsView(APIView):
    """Invitations that wait for an answer."""

    gate = Gate.STAFF
    scope = "admin"

    @extend_schema(operation_id="invitations_list", parameters=[PageQuery], responses=s.InvitationOutput(many=True))
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        rows = queries.open_invitations(actor_of(request))
        return page_response(paginate(rows, order=["-id"], cursor=query.get("cursor"), size=query["size"]), s.InvitationOutput)

    @extend_schema(operation_id="invitations_create", request=s.InvitationInput, responses={201: s.InvitationOutput})
    def post(self, request: Request) -> Response:
        given = parsed(s.InvitationInput(data=request.data))
        return Response(s.InvitationOutput(invite(actor=actor_of(request), **given)).data, status=201)


class InvitationView(APIView):
    """One invitation."""

    gate = Gate.STAFF
    scope = "admin"

    @extend_schema(operation_id="invitations_destroy", responses={204: None})
    def delete(self, request: Request, invitation_id: UUID) -> Response:
        revoke_invitation(actor=actor_of(request), invitation_id=invitation_id)
        return Response(status=204)


class DeliveriesView(APIView):
    """Sending an invitation once more."""

    gate = Gate.STAFF
    scope = "admin"

    @extend_schema(operation_id="invitation_deliveries_create", request=None, responses={201: s.InvitationOutput})
    def post(self, request: Request, invitation_id: UUID) -> Response:
        return Response(
            s.InvitationOutput(resend_invitation(actor=actor_of(request), invitation_id=invitation_id)).data, status=201
        )


class TokensView(APIView):
    """My API tokens. Not for tokens: none can make another."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="tokens_list", parameters=[PageQuery], responses=s.TokenOutput(many=True))
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        rows = queries.tokens_of(actor_of(request))
        return page_response(paginate(rows, order=["-id"], cursor=query.get("cursor"), size=query["size"]), s.TokenOutput)

    @extend_schema(operation_id="tokens_create", request=s.TokenInput, responses={201: s.NewTokenOutput})
    def post(self, request: Request) -> Response:
        given = parsed(s.TokenInput(data=request.data))
        lifetime = timedelta(days=given.pop("expires_in_days"))
        made = create_token(actor=actor_of(request), lifetime=lifetime, **given)
        return Response({**s.TokenOutput(made.token).data, "secret": made.secret}, status=201)


class TokenView(APIView):
    """One of my tokens."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="tokens_destroy", responses={204: None})
    def delete(self, request: Request, token_id: UUID) -> Response:
        revoke_token(actor=actor_of(request), token_id=token_id)
        return Response(status=204)


class SessionsView(APIView):
    """Where I am signed in."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="sessions_list", responses=s.SessionOutput(many=True))
    def get(self, request: Request) -> Response:
        found = queries.list_sessions(actor_of(request), current_key=request._request.session.session_key)
        return Response({"items": s.SessionOutput(found, many=True).data, "next": None, "previous": None})


class SessionView(APIView):
    """One of my sessions."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="sessions_destroy", responses={204: None})
    def delete(self, request: Request, session_id: str) -> Response:
        end_session(actor=actor_of(request), session_id=session_id)
        return Response(status=204)
