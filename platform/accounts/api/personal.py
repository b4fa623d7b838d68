"""Taking one's data along and being forgotten over HTTP; for sessions alone, no token may do either."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import Input, actor_of, parsed
from accounts.actions.erasing import request_erasure, undo_erasure
from accounts.actions.exporting import request_export
from accounts.queries import own_erasure, own_exports
from kernel.errors import NotFoundError


class ErasureInput(Input):
    """The password again; the e-mail address of an account without one."""

    password = serializers.CharField(max_length=254, trim_whitespace=False)


class ExportItem(serializers.Serializer[Any]):
    """An archive and how far it is written; it is fetched at /account/data/exports/<id>/."""

    id = serializers.UUIDField()
    requested_at = serializers.DateTimeField()
    ready_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    size = serializers.IntegerField()
    done = serializers.SerializerMethodField()
    total = serializers.IntegerField()

    def get_done(self, export: Any) -> int:
        return len(export.done)


class ExportsItem(serializers.Serializer[Any]):
    """One's archives."""

    items = ExportItem(many=True)


class ErasureItem(serializers.Serializer[Any]):
    """When one will be forgotten."""

    requested_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()


class ExportsView(APIView):
    """One's archives."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="data_exports_list", responses=ExportsItem)
    def get(self, request: Request) -> Response:
        return Response(ExportsItem({"items": own_exports(actor_of(request))}).data)

    @extend_schema(operation_id="data_exports_request", request=None, responses={201: ExportItem})
    def post(self, request: Request) -> Response:
        return Response(ExportItem(request_export(actor=actor_of(request))).data, status=201)


class ExportView(APIView):
    """One archive."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="data_exports_get", responses=ExportItem)
    def get(self, request: Request, export_id: UUID) -> Response:
        found = next((export for export in own_exports(actor_of(request)) if export.pk == export_id), None)
        if found is None:
            raise NotFoundError
        return Response(ExportItem(found).data)


class ErasureView(APIView):
    """Being forgotten."""

    gate = Gate.MEMBER

    @extend_schema(operation_id="erasure_get", responses=ErasureItem)
    def get(self, request: Request) -> Response:
        found = own_erasure(actor_of(request))
        if found is None:
            raise NotFoundError
        return Response(ErasureItem(found).data)

    @extend_schema(operation_id="erasure_request", request=ErasureInput, responses={201: ErasureItem})
    def post(self, request: Request) -> Response:
        given = parsed(ErasureInput(data=request.data))
        return Response(ErasureItem(request_erasure(actor=actor_of(request), password=given["password"])).data, status=201)

    @extend_schema(operation_id="erasure_undo", responses={204: None})
    def delete(self, request: Request) -> Response:
        undo_erasure(actor=actor_of(request))
        return Response(status=204)
