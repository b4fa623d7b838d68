"""What the API takes and gives for the community. Input and output never share a class."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageShape
from community.texts import MAX_BODY, MAX_TITLE


class TopicInput(Input):
    """A new topic. The client mints the id, so that sending twice asks once."""

    id = serializers.UUIDField()
    space_id = serializers.UUIDField()
    title = serializers.CharField(max_length=MAX_TITLE)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, default=list, max_length=5)


class PostInput(Input):
    """A reply, with the client's id."""

    id = serializers.UUIDField()
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)
    reply_to = serializers.UUIDField(required=False, allow_null=True, default=None)


class PostChange(Input):
    """A new text; `version` is what was open."""

    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)
    version = serializers.IntegerField(required=False, min_value=1)


class SolutionInput(Input):
    """The reply that solved it."""

    post_id = serializers.UUIDField()


class AuthorItem(serializers.Serializer[Any]):
    """A person beside a text."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    handle = serializers.CharField()
    role = serializers.CharField()
    user_id = serializers.UUIDField(allow_null=True)
    is_imported = serializers.BooleanField()
    avatar_hue = serializers.IntegerField()


class SpaceItem(serializers.Serializer[Any]):
    """A space that the caller may read."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    language = serializers.CharField()
    visibility = serializers.CharField()
    parent_id = serializers.UUIDField(allow_null=True)
    kinds = serializers.ListField(child=serializers.CharField())
    icon = serializers.CharField()
    translations = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    min_tags = serializers.IntegerField()
    slow_mode_seconds = serializers.IntegerField()
    archived_at = serializers.DateTimeField(allow_null=True)
    hue = serializers.IntegerField()
    topic_count = serializers.IntegerField()
    attribution = serializers.CharField()
    license_name = serializers.CharField()
    license_url = serializers.CharField()


class TopicItem(serializers.Serializer[Any]):
    """A topic as lists show it."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField(source="path")
    kind = serializers.CharField()
    language = serializers.CharField()
    space_id = serializers.UUIDField()
    author = AuthorItem()
    created_at = serializers.DateTimeField()
    last_posted_at = serializers.DateTimeField()
    reply_count = serializers.IntegerField()
    score = serializers.IntegerField()
    is_solved = serializers.BooleanField()
    solution_id = serializers.UUIDField(allow_null=True)
    is_locked = serializers.BooleanField()
    is_imported = serializers.BooleanField()
    is_pinned = serializers.BooleanField()
    read_to = serializers.IntegerField(allow_null=True)
    unread_count = serializers.IntegerField()
    tags = serializers.ListField(child=serializers.CharField())


class PostItem(serializers.Serializer[Any]):
    """A post; position 1 is the topic's own text."""

    id = serializers.UUIDField()
    position = serializers.IntegerField()
    author = AuthorItem()
    body = serializers.CharField()
    body_html = serializers.CharField(source="html")
    language = serializers.CharField()
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    score = serializers.IntegerField()
    is_voted = serializers.BooleanField()
    origin = serializers.CharField()
    license = serializers.CharField()
    imported_from = serializers.CharField(source="source")
    reply_to = serializers.UUIDField(source="reply_to_id", allow_null=True)
    version = serializers.IntegerField()
    is_hidden = serializers.BooleanField()
    is_solution = serializers.BooleanField()


class SpacesPage(PageShape):
    """All spaces at once; there are few."""

    items = SpaceItem(many=True)


class TopicsPage(PageShape):
    """A page of topics."""

    items = TopicItem(many=True)


class PostsPage(PageShape):
    """A page of posts."""

    items = PostItem(many=True)
