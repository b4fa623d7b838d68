"""What the API takes and gives for groups of members."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from community.models.group import GroupJoining, GroupVisibility

VISIBILITIES = [visibility.value for visibility in GroupVisibility]
JOININGS = [joining.value for joining in GroupJoining]


class GroupsQuery(PageQuery):
    """The page."""


class MemberGroupChange(Input):
    """New values of a group; what is left out stays."""

    name = serializers.CharField(max_length=80, required=False)
    slug = serializers.CharField(max_length=40, required=False)
    description = serializers.CharField(max_length=400, required=False, allow_blank=True)
    title = serializers.CharField(max_length=60, required=False, allow_blank=True)
    visibility = serializers.ChoiceField(VISIBILITIES, required=False)
    joining = serializers.ChoiceField(JOININGS, required=False)
    is_mentionable = StrictBoolean(required=False)
    level = serializers.IntegerField(min_value=0, max_value=4, required=False, allow_null=True)


class MemberGroupInput(MemberGroupChange):
    """A new group. The client mints the id, so that sending twice makes one."""

    id = serializers.UUIDField()
    name = serializers.CharField(max_length=80)


class MemberGroupItem(serializers.Serializer[Any]):
    """A group."""

    id = serializers.UUIDField(source="pk")
    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    title = serializers.CharField()
    visibility = serializers.CharField()
    joining = serializers.CharField()
    is_mentionable = serializers.BooleanField()
    member_count = serializers.IntegerField()


class ManagedGroupItem(MemberGroupItem):
    """A group as administrators see it."""

    level = serializers.IntegerField(allow_null=True)


class MemberGroupsPage(PageShape):
    """A page of groups."""

    items = MemberGroupItem(many=True)


class GroupMemberItem(serializers.Serializer[Any]):
    """Somebody in a group."""

    user_id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    is_owner = serializers.BooleanField()
    since = serializers.DateTimeField()


class GroupMembersPage(PageShape):
    """A page of members."""

    items = GroupMemberItem(many=True)


class BelongingItem(serializers.Serializer[Any]):
    """How the caller stands to a group, and what they may do about it."""

    is_member = serializers.BooleanField()
    is_owner = serializers.BooleanField()
    has_asked = serializers.BooleanField()
    asks_again_at = serializers.DateTimeField(allow_null=True)
    may_join = serializers.BooleanField()
    may_ask = serializers.BooleanField()
    may_tend = serializers.BooleanField()


class AskingInput(Input):
    """Why one wants to join."""

    text = serializers.CharField(max_length=400, required=False, allow_blank=True)


class AskingItem(serializers.Serializer[Any]):
    """Somebody who asks to join."""

    id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class AskingPage(PageShape):
    """A page of those who ask."""

    items = AskingItem(many=True)


class JoiningAnswerInput(Input):
    """Whether they are let in."""

    is_accepted = StrictBoolean()


class GroupUsesItem(serializers.Serializer[Any]):
    """What hangs on a group: how many members, which spaces have rules about it, how many posts mention it."""

    member_count = serializers.IntegerField()
    space_names = serializers.ListField(child=serializers.CharField())
    mention_count = serializers.IntegerField()


class ManagedGroupDetail(serializers.Serializer[Any]):
    """A group with what hangs on it."""

    group = ManagedGroupItem()
    uses = GroupUsesItem()
