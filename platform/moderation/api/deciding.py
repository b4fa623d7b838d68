"""Statements of reasons, appeals, penalties and removals over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import PageQuery, actor_of, page_response, parsed
from kernel.clock import now
from moderation.actions.appealing import appeal_decision, decide_appeal
from moderation.actions.penalising import lift_penalty, penalise
from moderation.actions.removing import remove_contributions, undo_removal
from moderation.api import serializers as s
from moderation.api.reviewing import ModerationView
from moderation.queries.decisions import get_decision, list_appeals, list_own_decisions


class DecisionsView(ModerationView):
    """What was decided about the caller."""

    @extend_schema(operation_id="decisions_list", parameters=[PageQuery], responses=s.DecisionsPage)
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_own_decisions(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.DecisionItem)


class DecisionView(ModerationView):
    """One statement."""

    @extend_schema(operation_id="decisions_retrieve", responses=s.DecisionItem)
    def get(self, request: Request, decision_id: UUID) -> Response:
        return Response(s.DecisionItem(get_decision(actor_of(request), decision_id, at=now()).decision).data)


class AppealView(ModerationView):
    """Objecting to a decision."""

    @extend_schema(operation_id="decisions_appeal", request=s.AppealInput, responses={201: s.AppealItem})
    def post(self, request: Request, decision_id: UUID) -> Response:
        given = parsed(s.AppealInput(data=request.data))
        appeal = appeal_decision(actor=actor_of(request), decision_id=decision_id, text=given["text"])
        return Response(s.AppealItem(appeal).data, status=201)


class AppealsView(ModerationView):
    """Objections for those who answer them."""

    @extend_schema(operation_id="appeals_list", parameters=[s.AppealsQuery], responses=s.AppealsPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.AppealsQuery(data=request.query_params))
        page = list_appeals(
            actor_of(request),
            at=now(),
            is_decided=query["decided"] == "true",
            cursor=query.get("cursor") or None,
            size=query["size"],
        )
        return page_response(page, s.AppealOut)


class AnswerView(ModerationView):
    """Answering one: 403 for whoever decided first."""

    @extend_schema(operation_id="appeals_answer", request=s.AnswerInput, responses=s.AppealItem)
    def put(self, request: Request, appeal_id: UUID) -> Response:
        given = parsed(s.AnswerInput(data=request.data))
        return Response(s.AppealItem(decide_appeal(actor=actor_of(request), appeal_id=appeal_id, **given)).data)


class PenaltiesView(ModerationView):
    """Silencing and suspending."""

    @extend_schema(operation_id="penalties_create", request=s.PenaltyInput, responses={201: s.PenaltyItem})
    def post(self, request: Request) -> Response:
        given = parsed(s.PenaltyInput(data=request.data))
        return Response(s.PenaltyItem(penalise(actor=actor_of(request), **given)).data, status=201)


class PenaltyView(ModerationView):
    """Ending one before its time."""

    @extend_schema(operation_id="penalties_lift", responses=s.PenaltyItem)
    def delete(self, request: Request, penalty_id: UUID) -> Response:
        return Response(s.PenaltyItem(lift_penalty(actor=actor_of(request), penalty_id=penalty_id)).data)


class RemovalsView(ModerationView):
    """Taking everything of an account out of sight."""

    @extend_schema(operation_id="removals_create", request=s.RemovalInput, responses={201: s.RemovalItem})
    def post(self, request: Request) -> Response:
        given = parsed(s.RemovalInput(data=request.data))
        return Response(s.RemovalItem(remove_contributions(actor=actor_of(request), **given)).data, status=201)


class RemovalView(ModerationView):
    """Bringing it back."""

    @extend_schema(operation_id="removals_undo", responses=s.RemovalItem)
    def delete(self, request: Request, removal_id: UUID) -> Response:
        return Response(s.RemovalItem(undo_removal(actor=actor_of(request), removal_id=removal_id)).data)
