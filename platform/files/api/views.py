"""Uploads over HTTP: parse, one call, represent."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from files.actions.removing import remove_upload
from files.actions.uploading import upload_file
from files.addressing import signed_url_of
from files.api import serializers as s
from files.api.receiving import BoundedUploadHandler
from files.queries.uploads import describe, get_upload, list_uploads
from kernel.clock import now
from kernel.markdown.emojis import find_emojis


class UploadsView(APIView):
    """The caller's uploads."""

    gate = Gate.MEMBER
    scope = "community"
    parser_classes = (MultiPartParser,)

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        # before anybody reads the form, which the check of its token does already
        request.upload_handlers = [BoundedUploadHandler(request)]
        return super().initialize_request(request, *args, **kwargs)

    @extend_schema(operation_id="uploads_list", parameters=[PageQuery], responses=s.UploadPage)
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        return page_response(list_uploads(actor_of(request), cursor=query.get("cursor"), size=query["size"]), s.UploadOutput)

    @extend_schema(
        operation_id="uploads_create",
        request={"multipart/form-data": s.UploadInput},
        responses={201: s.UploadOutput, 200: s.UploadOutput},
    )
    def post(self, request: Request) -> Response:
        given = parsed(s.UploadInput(data=request.data.dict() if hasattr(request.data, "dict") else request.data))
        upload, is_new = upload_file(
            actor=actor_of(request),
            source=given["file"],
            name=given["file"].name or "",
            is_private=given["is_private"],
            id=given.get("id"),
        )
        return Response(s.UploadOutput(describe(upload)).data, status=201 if is_new else 200)


class UploadView(APIView):
    """One upload."""

    gate = Gate.PUBLIC
    scope = "community"

    @extend_schema(operation_id="uploads_retrieve", responses=s.UploadOutput)
    def get(self, request: Request, upload_id: UUID) -> Response:
        return Response(s.UploadOutput(describe(get_upload(actor_of(request), upload_id))).data)

    @extend_schema(operation_id="uploads_destroy", request=None, responses={204: None})
    def delete(self, request: Request, upload_id: UUID) -> Response:
        remove_upload(actor=actor_of(request), upload_id=upload_id)
        return Response(status=204)


class UploadAddressView(APIView):
    """An address for somebody or something without a session."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="uploads_address_retrieve", responses=s.SignedAddress)
    def get(self, request: Request, upload_id: UUID) -> Response:
        url, expires_at = signed_url_of(get_upload(actor_of(request), upload_id), at=now())
        return Response(s.SignedAddress({"url": url, "expires_at": expires_at}).data)


class EmojiView(APIView):
    """Names of emoji, for completion."""

    gate = Gate.PUBLIC
    scope = "community"

    @extend_schema(operation_id="emoji_list", parameters=[s.EmojiQuery], responses=s.EmojiList)
    def get(self, request: Request) -> Response:
        query = parsed(s.EmojiQuery(data=request.query_params))
        items = [{"name": name, "character": character} for name, character in find_emojis(query["q"])]
        return Response(s.EmojiList({"items": items}).data)
