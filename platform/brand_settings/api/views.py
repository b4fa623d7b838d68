"""Settings of the brand over the API; administrators alone."""

import json
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, parsed
from access.policies import authorise
from brand_settings.actions import change_settings
from brand_settings.api.serializers import SectionOutput, SettingsInput
from brand_settings.base import BrandSettings, get_section, list_sections
from brand_settings.policies import can_manage_settings
from brand_settings.queries import read, version_of, versions
from kernel.errors import NotFoundError


class SectionsView(APIView):
    """All sections."""

    gate = Gate.MEMBER
    scope = "admin"

    @extend_schema(responses=SectionOutput(many=True))
    def get(self, request: Request) -> Response:
        authorise(actor_of(request), can_manage_settings)
        known = versions()
        return Response([_shown(section, known.get(section.section, 0)) for section in list_sections()])


class SectionView(APIView):
    """One section."""

    gate = Gate.MEMBER
    scope = "admin"

    @extend_schema(responses=SectionOutput)
    def get(self, request: Request, name: str) -> Response:
        authorise(actor_of(request), can_manage_settings)
        return Response(_shown(_found(name), version_of(name)))

    @extend_schema(request=SettingsInput, responses=SectionOutput)
    def patch(self, request: Request, name: str) -> Response:
        data = parsed(SettingsInput(data=request.data))
        change_settings(actor=actor_of(request), section=name, values=data["values"], version=data.get("version"))
        return Response(_shown(_found(name), version_of(name)))


def _found(name: str) -> type[BrandSettings]:
    section = get_section(name)
    if section is None:
        raise NotFoundError
    return section


def _shown(section: type[BrandSettings], version: int) -> dict[str, Any]:
    values = read(section).model_dump(mode="json")
    shown = {"section": section.section, "title": str(section.title), "version": version}
    output = SectionOutput({**shown, "values": values, "json_schema": _plain(section.model_json_schema())})
    return dict(output.data)


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Titles are lazy translations until somebody reads them."""
    return dict(json.loads(json.dumps(schema, default=str)))
