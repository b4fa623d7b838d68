"""Shapes of what members keep and say about themselves."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from community.actions.bookmarking import MAX_NAME
from community.models.profile import MAX_ABOUT, MAX_LINKS, MAX_LOCATION


class BookmarksQuery(PageQuery):
    """`q` looks in names and titles."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=100)


class RelationsQuery(PageQuery):
    """A page of members."""


class BookmarkInput(Input):
    """A name and a reminder."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NAME, default="")
    remind_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class BookmarkItem(serializers.Serializer[Any]):
    """A bookmark and what it leads to."""

    post_id = serializers.UUIDField()
    name = serializers.CharField()
    title = serializers.CharField()
    path = serializers.CharField()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()
    remind_at = serializers.DateTimeField(allow_null=True)


class KeptItem(serializers.Serializer[Any]):
    """A bookmark as it was kept."""

    post_id = serializers.UUIDField()
    name = serializers.CharField()
    remind_at = serializers.DateTimeField(allow_null=True)


class BookmarksPage(PageShape):
    """A page of bookmarks."""

    items = BookmarkItem(many=True)


class RelatedItem(serializers.Serializer[Any]):
    """A member whom one follows or ignores, or who follows one."""

    user_id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    at = serializers.DateTimeField()


class RelatedPage(PageShape):
    """A page of members."""

    items = RelatedItem(many=True)


class MemberProfileInput(Input):
    """Parts of one's profile; what is left out stays."""

    about = serializers.CharField(required=False, allow_blank=True, max_length=MAX_ABOUT, trim_whitespace=False)
    location = serializers.CharField(required=False, allow_blank=True, max_length=MAX_LOCATION)
    links = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=MAX_LINKS)
    hides_profile = StrictBoolean(required=False)
    hides_activity = StrictBoolean(required=False)


class ProfileItem(serializers.Serializer[Any]):
    """What one says about oneself."""

    about = serializers.CharField()
    about_html = serializers.CharField()
    location = serializers.CharField()
    links = serializers.ListField(child=serializers.CharField())
    hides_profile = serializers.BooleanField()
    hides_activity = serializers.BooleanField()
    avatar_id = serializers.UUIDField(allow_null=True)


class AvatarInput(Input):
    """One's own upload, or null for none."""

    upload_id = serializers.UUIDField(allow_null=True)
