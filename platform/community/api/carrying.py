"""Imports and exports over HTTP, for administrators. Files are uploaded on the page, or laid into the folder for imports."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import Input, PageQuery, StrictBoolean, actor_of, page_response, parsed
from access.policies import authorise
from community.actions.exporting import start_export
from community.actions.importing import STEPS, start_import, steer_import
from community.api.views import CommunityView
from community.importers.converting import FORMATS, detect_format
from community.importers.running import named_path
from community.importers.unreadable import UnreadableFileError
from community.policies import can_carry_over
from community.queries.carrying import find_export, find_import, list_exports, list_imports
from kernel.errors import InvalidError


class ImportInput(Input):
    """`name` is a file in the brand's folder for imports."""

    id = serializers.UUIDField()
    name = serializers.CharField(max_length=200)
    format = serializers.ChoiceField(choices=["auto", *FORMATS], default="auto")
    source = serializers.RegexField(r"^[a-z0-9][a-z0-9.-]{0,39}$", required=False, default="", allow_blank=True)  # type: ignore[assignment] # DRF takes declared fields off the class
    is_trial = StrictBoolean(default=False)


class StepInput(Input):
    """What to do with a run."""

    step = serializers.ChoiceField(choices=sorted(STEPS))


class ExportInput(Input):
    """The id that the client mints."""

    id = serializers.UUIDField()


class ImportItem(serializers.Serializer[Any]):
    """A run in a list."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    format = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment] # DRF takes declared fields off the class
    state = serializers.CharField()
    is_trial = serializers.BooleanField()
    percent = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    problem_count = serializers.IntegerField()
    failure = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ImportOutput(ImportItem):
    """A run with the first of its problems, each a place and what was wrong there."""

    problems = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class ExportOutput(serializers.Serializer[Any]):
    """An export. The archive is fetched on the page, which notes by whom."""

    id = serializers.UUIDField()
    state = serializers.CharField()
    percent = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    size = serializers.IntegerField()
    failure = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)


class ImportsView(CommunityView):
    """All runs; a new one."""

    @extend_schema(parameters=[PageQuery], responses=ImportItem(many=True), operation_id="imports_list")
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_imports(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, ImportItem)

    @extend_schema(request=ImportInput, responses={201: ImportOutput})
    def post(self, request: Request) -> Response:
        authorise(actor_of(request), can_carry_over)
        data = parsed(ImportInput(data=request.data))
        try:
            path = named_path(data["name"])
            kind = detect_format(path) if data["format"] == "auto" else data["format"]
        except UnreadableFileError as error:
            raise InvalidError(fields={"name": [str(error)]}) from error
        run = start_import(
            actor=actor_of(request),
            id=data["id"],
            format=kind,
            name=data["name"],
            path=data["name"],
            source=data["source"],
            is_trial=data["is_trial"],
        )
        return Response(ImportOutput(run).data, status=201)


class ImportView(CommunityView):
    """One run."""

    @extend_schema(responses=ImportOutput)
    def get(self, request: Request, run_id: UUID) -> Response:
        return Response(ImportOutput(find_import(actor_of(request), run_id)).data)


class ImportStepView(CommunityView):
    """What is done with a run: pause, resume, retry, import (after a trial), undo."""

    @extend_schema(request=StepInput, responses=ImportOutput)
    def post(self, request: Request, run_id: UUID) -> Response:
        run = steer_import(actor=actor_of(request), run_id=run_id, **parsed(StepInput(data=request.data)))
        return Response(ImportOutput(run).data)


class ExportsView(CommunityView):
    """All exports; a new one."""

    @extend_schema(parameters=[PageQuery], responses=ExportOutput(many=True), operation_id="exports_list")
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_exports(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, ExportOutput)

    @extend_schema(request=ExportInput, responses={201: ExportOutput})
    def post(self, request: Request) -> Response:
        run = start_export(actor=actor_of(request), **parsed(ExportInput(data=request.data)))
        return Response(ExportOutput(run).data, status=201)


class ExportView(CommunityView):
    """One export."""

    @extend_schema(responses=ExportOutput)
    def get(self, request: Request, export_id: UUID) -> Response:
        return Response(ExportOutput(find_export(actor_of(request), export_id)).data)
