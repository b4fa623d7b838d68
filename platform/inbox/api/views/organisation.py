"""Colleagues, teams, inboxes, labels."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, parsed
from inbox.actions.organising import create_label
from inbox.api.serializers import inputs, outputs
from inbox.queries.organisation import list_colleagues, list_inboxes, list_labels, list_teams


class StaffView(APIView):
    """Everybody who works in the staff application."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="staff_list", responses=outputs.StaffList)
    def get(self, request: Request) -> Response:
        return _whole(outputs.StaffOutput, list_colleagues(actor=actor_of(request)))


class TeamsView(APIView):
    """The departments."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="teams_list", responses=outputs.TeamList)
    def get(self, request: Request) -> Response:
        return _whole(outputs.TeamOutput, list_teams(actor=actor_of(request)))


class InboxesView(APIView):
    """The inboxes that one may look into."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="inboxes_list", responses=outputs.InboxList)
    def get(self, request: Request) -> Response:
        return _whole(outputs.InboxOutput, list_inboxes(actor=actor_of(request)))


class LabelsView(APIView):
    """The words for sorting."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="labels_list", responses=outputs.LabelList)
    def get(self, request: Request) -> Response:
        return _whole(outputs.LabelOutput, list_labels(actor=actor_of(request)))

    @extend_schema(operation_id="labels_create", request=inputs.LabelInput, responses={201: outputs.LabelOutput})
    def post(self, request: Request) -> Response:
        given = parsed(inputs.LabelInput(data=request.data))
        return Response(outputs.LabelOutput(create_label(actor=actor_of(request), **given)).data, status=201)


def _whole(output: Any, items: Any) -> Response:
    return Response({"items": output(items, many=True).data, "next": None, "previous": None})
