"""Edits, wikis, templates and topics out of sight, over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from community.actions.revising import hide_revision, show_revision
from community.actions.scheduling import open_topic, reschedule_topic
from community.actions.templating import TemplateText, change_template, create_template, remove_template
from community.actions.wikis import end_wiki, make_wiki
from community.api import writing_inputs as s
from community.api.serializers import PostItem
from community.queries.history import get_history
from community.queries.listing import get_post_view
from community.queries.reading import find_topic_by_id
from community.queries.scheduled import publishing_times
from community.queries.spaces import get_space_by_id
from community.queries.templates import get_template, list_space_templates


class MemberView(APIView):
    """Base: anybody signed in; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class RevisionsView(MemberView):
    """The edits of a post."""

    @extend_schema(operation_id="posts_revisions_list", parameters=[PageQuery], responses=s.ChangesPage)
    def get(self, request: Request, post_id: UUID) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        history = get_history(actor_of(request), post_id, cursor=query.get("cursor") or None, size=query["size"])
        return page_response(history.changes, s.ChangeItem)


class RevisionHidingView(MemberView):
    """Whether an earlier version is out of sight."""

    @extend_schema(operation_id="posts_revisions_hiding_update", request=None, responses={204: None})
    def put(self, request: Request, post_id: UUID, version: int) -> Response:
        hide_revision(actor=actor_of(request), post_id=post_id, version=version)
        return Response(status=204)

    @extend_schema(operation_id="posts_revisions_hiding_destroy", responses={204: None})
    def delete(self, request: Request, post_id: UUID, version: int) -> Response:
        show_revision(actor=actor_of(request), post_id=post_id, version=version)
        return Response(status=204)


class WikiView(MemberView):
    """Whether members edit a post together."""

    @extend_schema(operation_id="posts_wiki_update", request=None, responses=PostItem)
    def put(self, request: Request, post_id: UUID) -> Response:
        make_wiki(actor=actor_of(request), post_id=post_id)
        return Response(PostItem(get_post_view(actor_of(request), post_id)).data)

    @extend_schema(operation_id="posts_wiki_destroy", responses=PostItem)
    def delete(self, request: Request, post_id: UUID) -> Response:
        end_wiki(actor=actor_of(request), post_id=post_id)
        return Response(PostItem(get_post_view(actor_of(request), post_id)).data)


class TemplatesView(MemberView):
    """Texts to begin with in a space."""

    @extend_schema(operation_id="spaces_templates_list", responses=s.TemplateList)
    def get(self, request: Request, space_id: UUID) -> Response:
        space = get_space_by_id(actor_of(request), space_id)
        return Response({"items": s.TemplateItem(list_space_templates(space), many=True).data})

    @extend_schema(operation_id="spaces_templates_create", request=s.TemplateInput, responses={201: s.TemplateItem})
    def post(self, request: Request, space_id: UUID) -> Response:
        given = parsed(s.TemplateInput(data=request.data))
        row = create_template(actor=actor_of(request), space_id=space_id, template=TemplateText(**given))
        return Response(s.TemplateItem(row).data, status=201)


class TemplateView(MemberView):
    """One of them."""

    @extend_schema(operation_id="templates_retrieve", responses=s.TemplateItem)
    def get(self, request: Request, template_id: UUID) -> Response:
        return Response(s.TemplateItem(get_template(actor_of(request), template_id)).data)

    @extend_schema(operation_id="templates_update", request=s.TemplateInput, responses=s.TemplateItem)
    def put(self, request: Request, template_id: UUID) -> Response:
        given = parsed(s.TemplateInput(data=request.data))
        row = change_template(actor=actor_of(request), template_id=template_id, template=TemplateText(**given))
        return Response(s.TemplateItem(row).data)

    @extend_schema(operation_id="templates_destroy", responses={204: None})
    def delete(self, request: Request, template_id: UUID) -> Response:
        remove_template(actor=actor_of(request), template_id=template_id)
        return Response(status=204)


class PublicationView(MemberView):
    """Whether a topic can be seen, and when."""

    @extend_schema(operation_id="topics_publication_retrieve", responses=s.PublicationItem)
    def get(self, request: Request, topic_id: UUID) -> Response:
        return _publication(request, topic_id)

    @extend_schema(operation_id="topics_publication_update", request=s.PublicationInput, responses=s.PublicationItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        given = parsed(s.PublicationInput(data=request.data))
        reschedule_topic(actor=actor_of(request), topic_id=topic_id, publish_at=given["publish_at"])
        return _publication(request, topic_id)

    @extend_schema(operation_id="topics_publication_create", request=None, responses=s.PublicationItem)
    def post(self, request: Request, topic_id: UUID) -> Response:
        open_topic(actor=actor_of(request), topic_id=topic_id)
        return _publication(request, topic_id)


def _publication(request: Request, topic_id: UUID) -> Response:
    topic = find_topic_by_id(actor_of(request), topic_id)
    at = publishing_times([topic.pk]).get(topic.pk)
    return Response(s.PublicationItem({"topic_id": topic.pk, "is_visible": topic.hidden_at is None, "publish_at": at}).data)
