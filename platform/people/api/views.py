"""People over HTTP: parse, one call, represent."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, page_response
from kernel.actor import Actor
from people.actions.consents import change_consent
from people.actions.merging import merge_people, undo_merge
from people.actions.notes import add_note
from people.actions.profile import change_person
from people.api import serializers as s
from people.queries.profiles import get_note, get_profile
from people.queries.search import search_people
from people.queries.timelines import list_timeline


def _actor(request: Request) -> Actor:
    actor: Actor = request._request.actor  # type: ignore[attr-defined] # set by accounts.middleware
    return actor


def _read(serializer: Any) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data


class PeopleView(APIView):
    """The people of this brand."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_list", parameters=[s.PeopleQuery], responses=s.PeoplePage)
    def get(self, request: Request) -> Response:
        query = _read(s.PeopleQuery(data=request.query_params))
        page = search_people(_actor(request), q=query["q"], cursor=query.get("cursor"), size=query["size"])
        return page_response(page, s.PersonItem)


class PersonView(APIView):
    """One person; members see themselves."""

    gate = Gate.MEMBER
    scope = "inbox"

    @extend_schema(operation_id="people_retrieve", responses=s.PersonProfile)
    def get(self, request: Request, person_id: UUID) -> Response:
        return Response(s.PersonProfile(get_profile(_actor(request), person_id)).data)

    @extend_schema(operation_id="people_update", request=s.PersonInput, responses=s.PersonProfile)
    def patch(self, request: Request, person_id: UUID) -> Response:
        given = _read(s.PersonInput(data=request.data))
        change_person(actor=_actor(request), person_id=person_id, **given)
        return Response(s.PersonProfile(get_profile(_actor(request), person_id)).data)


class TimelineView(APIView):
    """What happened with a person."""

    gate = Gate.MEMBER
    scope = "inbox"

    @extend_schema(operation_id="people_timeline", parameters=[PageQuery], responses=s.PersonTimelinePage)
    def get(self, request: Request, person_id: UUID) -> Response:
        query = _read(PageQuery(data=request.query_params))
        page = list_timeline(_actor(request), person_id, cursor=query.get("cursor"), size=query["size"])
        return page_response(page, s.PersonTimelineEntry)


class NotesView(APIView):
    """Notes of colleagues."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_note_create", request=s.PersonNoteInput, responses={201: s.PersonNoteOutput})
    def post(self, request: Request, person_id: UUID) -> Response:
        given = _read(s.PersonNoteInput(data=request.data))
        add_note(actor=_actor(request), person_id=person_id, note_id=given["id"], body=given["body"])
        return Response(s.PersonNoteOutput(get_note(_actor(request), given["id"])).data, status=201)


class ConsentsView(APIView):
    """Consents of a person."""

    gate = Gate.MEMBER
    scope = "inbox"

    @extend_schema(operation_id="people_consent_update", request=s.PersonConsentInput, responses=s.PersonConsent)
    def put(self, request: Request, person_id: UUID) -> Response:
        given = _read(s.PersonConsentInput(data=request.data))
        return Response(s.PersonConsent(change_consent(actor=_actor(request), person_id=person_id, **given)).data)


class MergesView(APIView):
    """Two people are one."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_merge_create", request=s.PersonMergeInput, responses={201: s.PersonMergeOutput})
    def post(self, request: Request, person_id: UUID) -> Response:
        given = _read(s.PersonMergeInput(data=request.data))
        merge = merge_people(actor=_actor(request), person_id=person_id, other_id=given["other_id"], merge_id=given.get("id"))
        return Response(s.PersonMergeOutput(merge).data, status=201)


class MergeView(APIView):
    """A merge, to take it back."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_merge_destroy", request=None, responses={204: None})
    def delete(self, request: Request, merge_id: UUID) -> Response:
        undo_merge(actor=_actor(request), merge_id=merge_id)
        return Response(status=204)
