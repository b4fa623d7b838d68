"""Old addresses and the theme's publication over the API; administrators alone."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import Input, PageQuery, PageShape, actor_of, page_response, parsed
from access.policies import authorise
from branding.actions import publish_theme, remove_redirect, set_redirects
from branding.models import Redirect
from branding.policies import can_manage_branding
from kernel.pagination import paginate


class PairInput(Input):
    """One old address and its new place."""

    old = serializers.CharField(max_length=500)
    new = serializers.CharField(max_length=500)


class RedirectsInput(Input):
    """Up to a thousand pairs."""

    items = serializers.ListField(child=PairInput(), max_length=1_000, min_length=1)


class RedirectItem(serializers.Serializer[Any]):
    """One old address."""

    id = serializers.UUIDField()
    old = serializers.CharField()
    new = serializers.CharField()
    hits = serializers.IntegerField()
    last_hit_at = serializers.DateTimeField(allow_null=True)


class RedirectsPage(PageShape):
    """A page of old addresses."""

    items = RedirectItem(many=True)


class CountOutput(serializers.Serializer[Any]):
    """How many changed."""

    changed = serializers.IntegerField()


class PublicationOutput(serializers.Serializer[Any]):
    """The number of the theme in force."""

    revision = serializers.IntegerField()


class RedirectsView(APIView):
    """All old addresses, and more of them."""

    gate = Gate.MEMBER
    scope = "admin"

    @extend_schema(parameters=[PageQuery], responses=RedirectsPage)
    def get(self, request: Request) -> Response:
        authorise(actor_of(request), can_manage_branding)
        query = parsed(PageQuery(data=request.query_params))
        page = paginate(Redirect.objects.all(), order=["old"], cursor=query.get("cursor"), size=query["size"])
        return page_response(page, RedirectItem)

    @extend_schema(request=RedirectsInput, responses=CountOutput)
    def post(self, request: Request) -> Response:
        data = parsed(RedirectsInput(data=request.data))
        pairs = [(item["old"], item["new"]) for item in data["items"]]
        return Response({"changed": set_redirects(actor=actor_of(request), pairs=pairs, source="api")}, status=201)


class RedirectView(APIView):
    """One old address."""

    gate = Gate.MEMBER
    scope = "admin"

    @extend_schema(responses={204: None})
    def delete(self, request: Request, redirect_id: UUID) -> Response:
        remove_redirect(actor=actor_of(request), redirect_id=redirect_id)
        return Response(status=204)


class PublicationView(APIView):
    """The draft theme, for everybody."""

    gate = Gate.MEMBER
    scope = "admin"

    @extend_schema(request=None, responses=PublicationOutput)
    def post(self, request: Request) -> Response:
        return Response({"revision": publish_theme(actor=actor_of(request)).revision})
