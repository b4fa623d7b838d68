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
from moderation.api.reviewing import ModerationView
from moderation.api.serializers import inputs, outputs
from moderation.queries.decisions import get_decision, list_appeals, list_own_decisions


class DecisionsView(ModerationView):
    """What was decided about the caller."""

    @extend_schema(operation_id="decisions_list", parameters=[PageQuery], responses=outputs.DecisionsPage)
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_own_decisions(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, outputs.DecisionItem)


class DecisionView(ModerationView):
    """One statement."""

    @extend_schema(operation_id="decisions_retrieve", responses=outputs.DecisionItem)
    def get(self, request: Request, decision_id: UUID) -> Response:
        return Response(outputs.DecisionItem(get_decision(actor_of(request), decision_id, at=now()).decision).data)


class AppealView(ModerationView):
    """Objecting to a decision."""

    @extend_schema(operation_id="decisions_appeal", request=inputs.AppealInput, responses={201: outputs.AppealItem})
    def post(self, request: Request, decision_id: UUID) -> Response:
        given = parsed(inputs.AppealInput(data=request.data))
        appeal = appeal_decision(actor=actor_of(request), decision_id=decision_id, text=given["text"])
        return Response(outputs.AppealItem(appeal).data, status=201)


class AppealsView(ModerationView):
    """Objections for those who answer them."""

    @extend_schema(operation_id="appeals_list", parameters=[inputs.AppealsQuery], responses=outputs.AppealsPage)
    def get(self, request: Request) -> Response:
        query = parsed(inputs.AppealsQuery(data=request.query_params))
        page = list_appeals(
            actor_of(request),
            at=now(),
            is_decided=query["decided"] == "true",
            cursor=query.get("cursor") or None,
            size=query["size"],
        )
        return page_response(page, outputs.AppealOut)


class AnswerView(ModerationView):
    """Answering one: 403 for whoever decided first."""

    @extend_schema(operation_id="appeals_answer", request=inputs.AnswerInput, responses=outputs.AppealItem)
    def put(self, request: Request, appeal_id: UUID) -> Response:
        given = parsed(inputs.AnswerInput(data=request.data))
        return Response(outputs.AppealItem(decide_appeal(actor=actor_of(request), appeal_id=appeal_id, **given)).data)


class PenaltiesView(ModerationView):
    """Silencing and suspending."""

    @extend_schema(operation_id="penalties_create", request=inputs.PenaltyInput, responses={201: outputs.PenaltyItem})
    def post(self, request: Request) -> Response:
        given = parsed(inputs.PenaltyInput(data=request.data))
        return Response(outputs.PenaltyItem(penalise(actor=actor_of(request), **given)).data, status=201)


class PenaltyView(ModerationView):
    """Ending one before its time."""

    @extend_schema(operation_id="penalties_lift", responses=outputs.PenaltyItem)
    def delete(self, request: Request, penalty_id: UUID) -> Response:
        return Response(outputs.PenaltyItem(lift_penalty(actor=actor_of(request), penalty_id=penalty_id)).data)


class RemovalsView(ModerationView):
    """Taking everything of an account out of sight."""

    @extend_schema(operation_id="removals_create", request=inputs.RemovalInput, responses={201: outputs.RemovalItem})
    def post(self, request: Request) -> Response:
        given = parsed(inputs.RemovalInput(data=request.data))
        return Response(outputs.RemovalItem(remove_contributions(actor=actor_of(request), **given)).data, status=201)


class RemovalView(ModerationView):
    """Bringing it back."""

    @extend_schema(operation_id="removals_undo", responses=outputs.RemovalItem)
    def delete(self, request: Request, removal_id: UUID) -> Response:
        return Response(outputs.RemovalItem(undo_removal(actor=actor_of(request), removal_id=removal_id)).data)
