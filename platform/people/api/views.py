"""People over HTTP: parse, one call, represent."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from people.actions.consents import change_consent
from people.actions.merging import merge_people, undo_merge
from people.actions.notes import add_note
from people.actions.profile import change_person
from people.api import serializers as s
from people.queries.profiles import get_note, get_profile
from people.queries.search import search_people
from people.queries.timelines import list_timeline


class PeopleView(APIView):
    """The people of this brand."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_list", parameters=[s.PeopleQuery], responses=s.PeoplePage)
    def get(self, request: Request) -> Response:
        query = parsed(s.PeopleQuery(data=request.query_params))
        page = search_people(actor_of(request), q=query["q"], cursor=query.get("cursor"), size=query["size"])
        return page_response(page, s.PersonItem)


class PersonView(APIView):
    """One person; members see themselves."""

    gate = Gate.MEMBER
    scope = "inbox"

    @extend_schema(operation_id="people_retrieve", responses=s.PersonProfile)
    def get(self, request: Request, person_id: UUID) -> Response:
        return Response(s.PersonProfile(get_profile(actor_of(request), person_id)).data)

    @extend_schema(operation_id="people_update", request=s.PersonInput, responses=s.PersonProfile)
    def patch(self, request: Request, person_id: UUID) -> Response:
        given = parsed(s.PersonInput(data=request.data))
        change_person(actor=actor_of(request), person_id=person_id, **given)
        return Response(s.PersonProfile(get_profile(actor_of(request), person_id)).data)


class TimelineView(APIView):
    """What happened with a person."""

    gate = Gate.MEMBER
    scope = "inbox"

    @extend_schema(operation_id="people_timeline", parameters=[PageQuery], responses=s.PersonTimelinePage)
    def get(self, request: Request, person_id: UUID) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_timeline(actor_of(request), person_id, cursor=query.get("cursor"), size=query["size"])
        return page_response(page, s.PersonTimelineEntry)


class NotesView(APIView):
    """Notes of colleagues."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_note_create", request=s.PersonNoteInput, responses={201: s.PersonNoteOutput})
    def post(self, request: Request, person_id: UUID) -> Response:
        given = parsed(s.PersonNoteInput(data=request.data))
        add_note(actor=actor_of(request), person_id=person_id, note_id=given["id"], body=given["body"])
        return Response(s.PersonNoteOutput(get_note(actor_of(request), given["id"])).data, status=201)


class ConsentsView(APIView):
    """Consents of a person."""

    gate = Gate.MEMBER
    scope = "inbox"

    @extend_schema(operation_id="people_consent_update", request=s.PersonConsentInput, responses=s.PersonConsent)
    def put(self, request: Request, person_id: UUID) -> Response:
        given = parsed(s.PersonConsentInput(data=request.data))
        return Response(s.PersonConsent(change_consent(actor=actor_of(request), person_id=person_id, **given)).data)


class MergesView(APIView):
    """Two people are one."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_merge_create", request=s.PersonMergeInput, responses={201: s.PersonMergeOutput})
    def post(self, request: Request, person_id: UUID) -> Response:
        given = parsed(s.PersonMergeInput(data=request.data))
        merge = merge_people(actor=actor_of(request), person_id=person_id, other_id=given["other_id"], merge_id=given.get("id"))
        return Response(s.PersonMergeOutput(merge).data, status=201)


class MergeView(APIView):
    """A merge, to take it back."""

    gate = Gate.STAFF
    scope = "inbox"

    @extend_schema(operation_id="people_merge_destroy", request=None, responses={204: None})
    def delete(self, request: Request, merge_id: UUID) -> Response:
        undo_merge(actor=actor_of(request), merge_id=merge_id)
        return Response(status=204)
