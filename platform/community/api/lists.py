"""Lists narrowed by filters, tags, spaces and what was read, over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from community.actions import spaces as spaces_actions
from community.actions import tagging
from community.actions.reading import record_reading
from community.actions.rules import Rule, set_space_rules
from community.api import list_inputs as i
from community.api import serializers as s
from community.models.tag import Tag, TagGroup
from community.queries.reading import find_topic_by_id
from community.queries.readings import get_reading
from community.queries.spaces import get_space_by_id, list_spaces
from community.queries.tags import list_managed_tags, list_tags
from kernel.pagination import Page


class ListView(APIView):
    """Base: anybody signed in; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class ManagedView(APIView):
    """Base of what administrators change."""

    gate = Gate.MEMBER
    scope = "admin"


class ReadingView(ListView):
    """How far the caller has read a topic."""

    @extend_schema(operation_id="topics_reading_retrieve", responses=i.ReadingItem)
    def get(self, request: Request, topic_id: UUID) -> Response:
        actor = actor_of(request)
        topic = find_topic_by_id(actor, topic_id)
        reading = get_reading(actor.user_id, topic.pk)
        nothing = {"last_position": 0, "post_count": 0, "seconds": 0, "seen": []}
        return Response(i.ReadingItem(reading if reading is not None else nothing).data)

    @extend_schema(operation_id="topics_reading_update", request=i.ReadingInput, responses=i.ReadingItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        given = parsed(i.ReadingInput(data=request.data))
        return Response(i.ReadingItem(record_reading(actor=actor_of(request), topic_id=topic_id, **given)).data)


class SpaceView(ManagedView):
    """One space."""

    @extend_schema(operation_id="spaces_retrieve", responses=s.SpaceItem)
    def get(self, request: Request, space_id: UUID) -> Response:
        return Response(s.SpaceItem(get_space_by_id(actor_of(request), space_id)).data)

    @extend_schema(operation_id="spaces_update", request=i.SpaceChange, responses=s.SpaceItem)
    def patch(self, request: Request, space_id: UUID) -> Response:
        changes = parsed(i.SpaceChange(data=request.data))
        return Response(s.SpaceItem(spaces_actions.update_space(actor=actor_of(request), space_id=space_id, **changes)).data)


class NewSpaceView(ManagedView):
    """Making spaces, and their order."""

    @extend_schema(operation_id="spaces_create", request=i.SpaceInput, responses={201: s.SpaceItem})
    def post(self, request: Request) -> Response:
        space = spaces_actions.create_space(actor=actor_of(request), **parsed(i.SpaceInput(data=request.data)))
        return Response(s.SpaceItem(space).data, status=201)

    @extend_schema(operation_id="spaces_order_update", request=i.OrderInput, responses=s.SpacesPage)
    def put(self, request: Request) -> Response:
        spaces_actions.order_spaces(actor=actor_of(request), **parsed(i.OrderInput(data=request.data)))
        return page_response(Page(list_spaces(actor_of(request))), s.SpaceItem)


class SpaceRulesView(ManagedView):
    """Who may do what in a space whose visibility is "custom"."""

    @extend_schema(operation_id="spaces_rules_update", request=i.RulesInput, responses=i.RulesItem)
    def put(self, request: Request, space_id: UUID) -> Response:
        lines = [Rule(**line) for line in parsed(i.RulesInput(data=request.data))["rules"]]
        return Response(i.RulesItem(set_space_rules(actor=actor_of(request), space_id=space_id, rules=lines)).data)


class SpaceArchiveView(ManagedView):
    """Whether a space is archived."""

    @extend_schema(operation_id="spaces_archive_update", request=None, responses=s.SpaceItem)
    def put(self, request: Request, space_id: UUID) -> Response:
        space = spaces_actions.archive_space(actor=actor_of(request), space_id=space_id, archived=True)
        return Response(s.SpaceItem(space).data)

    @extend_schema(operation_id="spaces_archive_destroy", request=None, responses=s.SpaceItem)
    def delete(self, request: Request, space_id: UUID) -> Response:
        space = spaces_actions.archive_space(actor=actor_of(request), space_id=space_id, archived=False)
        return Response(s.SpaceItem(space).data)


class TagsView(ListView):
    """Tags that topics carry where the caller may look."""

    @extend_schema(operation_id="tags_list", responses=i.TagsPage)
    def get(self, request: Request) -> Response:
        return page_response(Page(list_tags(list_spaces(actor_of(request)))), i.TagItem)


class NewTagView(ManagedView):
    """Making tags."""

    @extend_schema(operation_id="managed_tags_create", request=i.TagInput, responses={201: i.ManagedTagItem})
    def post(self, request: Request) -> Response:
        tag = tagging.create_tag(actor=actor_of(request), **parsed(i.TagInput(data=request.data)))
        return Response(i.ManagedTagItem(tag).data, status=201)


class TagView(ManagedView):
    """One tag."""

    @extend_schema(operation_id="managed_tags_update", request=i.TagChange, responses=i.ManagedTagItem)
    def patch(self, request: Request, tag_id: UUID) -> Response:
        tag: Tag = tagging.change_tag(actor=actor_of(request), tag_id=tag_id, **parsed(i.TagChange(data=request.data)))
        return Response(i.ManagedTagItem(tag).data)

    @extend_schema(operation_id="managed_tags_destroy", request=None, responses={204: None})
    def delete(self, request: Request, tag_id: UUID) -> Response:
        tagging.delete_tag(actor=actor_of(request), tag_id=tag_id)
        return Response(status=204)


class SynonymsView(ManagedView):
    """Names that stand for a tag."""

    @extend_schema(operation_id="managed_tags_synonyms_create", request=i.NameInput, responses={201: i.ManagedTagItem})
    def post(self, request: Request, tag_id: UUID) -> Response:
        given = parsed(i.NameInput(data=request.data))
        synonym = tagging.add_synonym(actor=actor_of(request), tag_id=tag_id, name=given["name"])
        return Response(i.ManagedTagItem(synonym).data, status=201)


class MergesView(ManagedView):
    """Merging a tag into another one."""

    @extend_schema(operation_id="managed_tags_merges_create", request=i.MergeInput, responses=i.ManagedTagItem)
    def post(self, request: Request, tag_id: UUID) -> Response:
        given = parsed(i.MergeInput(data=request.data))
        return Response(
            i.ManagedTagItem(tagging.merge_tags(actor=actor_of(request), tag_id=tag_id, into_id=given["into_id"])).data
        )


class TagGroupsView(ManagedView):
    """Groups with all their tags; making groups."""

    @extend_schema(operation_id="tag_groups_list", responses=i.TagGroupsPage)
    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        return page_response(Page(list_managed_tags(actor, list_spaces(actor))), i.TagGroupItem)

    @extend_schema(operation_id="tag_groups_create", request=i.GroupInput, responses={201: i.GroupItem})
    def post(self, request: Request) -> Response:
        group = tagging.create_tag_group(actor=actor_of(request), **parsed(i.GroupInput(data=request.data)))
        return Response(i.GroupItem(group).data, status=201)


class TagGroupView(ManagedView):
    """One group."""

    @extend_schema(operation_id="tag_groups_update", request=i.GroupChange, responses=i.GroupItem)
    def patch(self, request: Request, group_id: UUID) -> Response:
        changes = parsed(i.GroupChange(data=request.data))
        group: TagGroup = tagging.change_tag_group(actor=actor_of(request), group_id=group_id, **changes)
        return Response(i.GroupItem(group).data)

    @extend_schema(operation_id="tag_groups_destroy", request=None, responses={204: None})
    def delete(self, request: Request, group_id: UUID) -> Response:
        tagging.delete_tag_group(actor=actor_of(request), group_id=group_id)
        return Response(status=204)
