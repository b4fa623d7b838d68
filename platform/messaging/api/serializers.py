"""Shapes of private messages in the API."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from messaging.models import MAX_BODY, MAX_TITLE


class BeginInput(Input):
    """A message to members; with one member it goes to the conversation that the two have."""

    id = serializers.UUIDField(required=False)
    user_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)
    title = serializers.CharField(required=False, allow_blank=True, max_length=MAX_TITLE)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)


class SayInput(Input):
    """A message in a conversation."""

    id = serializers.UUIDField(required=False)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)


class PeopleInput(Input):
    """Members to add."""

    user_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)


class ExchangeInput(Input):
    """What may be changed of a conversation."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=MAX_TITLE)
    is_muted = StrictBoolean(required=False)


class MessagesReadInput(Input):
    """Up to where it was read."""

    position = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class MessagesQuery(PageQuery):
    """`after`: only what came since that position."""

    after = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class ExchangesQuery(PageQuery):
    """A page of conversations."""


class SearchQuery(PageQuery):
    """Words to find in one's own messages."""

    q = serializers.CharField(max_length=200)


class SpeakerItem(serializers.Serializer[Any]):
    """Somebody who takes part."""

    person_id = serializers.UUIDField(allow_null=True)
    user_id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    handle = serializers.CharField()


class ExchangeItem(serializers.Serializer[Any]):
    """One line of the list."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    is_group = serializers.BooleanField()
    others = SpeakerItem(many=True)
    excerpt = serializers.CharField()
    active_at = serializers.DateTimeField()
    unread = serializers.IntegerField()
    is_muted = serializers.BooleanField()


class ExchangeDetail(serializers.Serializer[Any]):
    """One conversation."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    is_group = serializers.BooleanField()
    people = SpeakerItem(many=True)
    is_muted = serializers.BooleanField()
    unread = serializers.IntegerField()
    read_to = serializers.IntegerField()
    last_position = serializers.IntegerField()


class MessageItem(serializers.Serializer[Any]):
    """One message, or a note of who came and went."""

    id = serializers.UUIDField()
    position = serializers.IntegerField()
    kind = serializers.CharField()
    author = SpeakerItem()
    about = SpeakerItem(allow_null=True)
    body = serializers.CharField()
    html = serializers.CharField()
    created_at = serializers.DateTimeField()
    is_hidden = serializers.BooleanField()
    is_own = serializers.BooleanField()


class FoundItem(serializers.Serializer[Any]):
    """A message and where it was said."""

    exchange_id = serializers.UUIDField()
    message = MessageItem()


class UnreadItem(serializers.Serializer[Any]):
    """In how many conversations something is unread."""

    unread = serializers.IntegerField()


class ExchangesPage(PageShape):
    """A page of conversations."""

    items = ExchangeItem(many=True)


class MessagesPage(PageShape):
    """A page of messages."""

    items = MessageItem(many=True)


class FoundPage(PageShape):
    """A page of what was found."""

    items = FoundItem(many=True)
