"""Flags and the review queue over HTTP: parse, one call, represent."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from access.policies import authorise
from kernel.actor import Actor
from kernel.clock import now
from moderation.actions.bulk import start_run, undo_run
from moderation.actions.flagging import flag_thing
from moderation.actions.reopening import reopen_item
from moderation.actions.reviewing import claim_item, decide_item, release_item
from moderation.api.serializers import inputs, outputs
from moderation.auditing import own_person_id
from moderation.policies import can_open_queue
from moderation.queries.keeping import get_run
from moderation.queries.queue import ItemView, QueueFilter, count_queue, get_item, list_items
from moderation.reasons import Grounds


class ModerationView(APIView):
    """Base: anybody signed in; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class FlagsView(ModerationView):
    """Pointing something out."""

    @extend_schema(operation_id="flags_create", request=inputs.FlagInput, responses={201: outputs.FlagItem})
    def post(self, request: Request) -> Response:
        given = parsed(inputs.FlagInput(data=request.data))
        flag = flag_thing(actor=actor_of(request), note_text=given.pop("note"), **given)
        return Response(outputs.FlagItem(flag).data, status=201)


class ItemsView(ModerationView):
    """The queue."""

    @extend_schema(operation_id="review_items_list", parameters=[inputs.QueueQuery], responses=outputs.ReviewPage)
    def get(self, request: Request) -> Response:
        actor, query = actor_of(request), parsed(inputs.QueueQuery(data=request.query_params))
        authorise(actor, can_open_queue)
        wanted = QueueFilter(
            lane=query["lane"],
            space_id=query.get("space"),
            kind=query["kind"],
            language=query["language"],
            reason=query["reason"],
            claimed=query["claimed"],
            is_overdue=query["overdue"] == "true",
            is_decided=query["decided"] == "true",
        )
        page = list_items(
            actor,
            wanted,
            at=now(),
            me=own_person_id(actor),
            order=query["order"],
            cursor=query.get("cursor") or None,
            size=query["size"],
        )
        return page_response(page, outputs.ReviewItemOut)


class CountersView(ModerationView):
    """How long the lanes are."""

    @extend_schema(operation_id="review_counters", responses=outputs.CountersItem)
    def get(self, request: Request) -> Response:
        authorise(actor_of(request), can_open_queue)
        return Response(outputs.CountersItem(count_queue(actor_of(request), at=now())).data)


class SingleItemView(ModerationView):
    """One item."""

    @extend_schema(operation_id="review_items_retrieve", responses=outputs.ReviewItemOut)
    def get(self, request: Request, item_id: UUID) -> Response:
        return Response(outputs.ReviewItemOut(_view(actor_of(request), item_id)).data)


class ClaimView(ModerationView):
    """Taking an item, and letting go of it."""

    @extend_schema(operation_id="review_items_claim", request=None, responses=outputs.ReviewItemOut)
    def put(self, request: Request, item_id: UUID) -> Response:
        claim_item(actor=actor_of(request), item_id=item_id)
        return Response(outputs.ReviewItemOut(_view(actor_of(request), item_id)).data)

    @extend_schema(operation_id="review_items_release", responses=outputs.ReviewItemOut)
    def delete(self, request: Request, item_id: UUID) -> Response:
        release_item(actor=actor_of(request), item_id=item_id)
        return Response(outputs.ReviewItemOut(_view(actor_of(request), item_id)).data)


class JudgementView(ModerationView):
    """Judging an item, and taking that back."""

    @extend_schema(operation_id="review_items_judge", request=inputs.JudgementInput, responses=outputs.ReviewItemOut)
    def put(self, request: Request, item_id: UUID) -> Response:
        given = parsed(inputs.JudgementInput(data=request.data))
        outcome, seen = given.pop("outcome"), given.pop("seen")
        decide_item(actor=actor_of(request), item_id=item_id, outcome=outcome, seen=seen, grounds=Grounds(**given))
        return Response(outputs.ReviewItemOut(_view(actor_of(request), item_id)).data)

    @extend_schema(operation_id="review_items_reopen", responses=outputs.ReviewItemOut)
    def delete(self, request: Request, item_id: UUID) -> Response:
        reopen_item(actor=actor_of(request), item_id=item_id)
        return Response(outputs.ReviewItemOut(_view(actor_of(request), item_id)).data)


class RunsView(ModerationView):
    """One judgement over many items."""

    @extend_schema(operation_id="review_runs_create", request=inputs.RunInput, responses={201: outputs.RunItem})
    def post(self, request: Request) -> Response:
        given = parsed(inputs.RunInput(data=request.data))
        everything = given.pop("everything_in")
        run = start_run(
            actor=actor_of(request),
            item_ids_chosen=given.pop("item_ids"),
            everything_in=QueueFilter(**everything) if everything is not None else None,
            **given,
        )
        return Response(outputs.RunItem(run).data, status=201)


class RunView(ModerationView):
    """How far it has come, and taking it back."""

    @extend_schema(operation_id="review_runs_retrieve", responses=outputs.RunItem)
    def get(self, request: Request, run_id: UUID) -> Response:
        return Response(outputs.RunItem(get_run(actor_of(request), run_id)).data)

    @extend_schema(operation_id="review_runs_undo", responses=outputs.RunItem)
    def delete(self, request: Request, run_id: UUID) -> Response:
        return Response(outputs.RunItem(undo_run(actor=actor_of(request), run_id=run_id)).data)


def _view(actor: Actor, item_id: UUID) -> ItemView:
    return get_item(actor, item_id, at=now(), me=own_person_id(actor))
