"""Shapes of notices in the API."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean, WordBoolean
from accounts.notices import Channel
from notifications.models.choices import Cadence

CHANNELS = [channel.value for channel in Channel]
CADENCES = [cadence.value for cadence in Cadence if cadence]


class NoticesQuery(PageQuery):
    """`unread=true` leaves out what was read."""

    unread = WordBoolean(required=False, default=False)


class NoticeItem(serializers.Serializer[Any]):
    """One notice in the caller's language."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    text = serializers.CharField()
    path = serializers.CharField()
    count = serializers.IntegerField()
    topic_id = serializers.UUIDField(allow_null=True)
    post_id = serializers.UUIDField(allow_null=True)
    at = serializers.DateTimeField()
    is_read = serializers.BooleanField()


class NoticesPage(PageShape):
    """A page of them."""

    items = NoticeItem(many=True)


class UnreadCount(serializers.Serializer[Any]):
    """How many are unread."""

    unread = serializers.IntegerField()


class KindItem(serializers.Serializer[Any]):
    """By which ways one is told of a kind."""

    kind = serializers.CharField(source="kind.key")
    label = serializers.CharField(source="kind.label")  # type: ignore[assignment] # a field's own label is another thing
    section = serializers.CharField(source="kind.section")
    channels = serializers.SerializerMethodField()
    is_fixed = serializers.BooleanField(source="kind.is_fixed")

    def get_channels(self, choice: Any) -> list[str]:
        return sorted(choice.channels)


class ChoicesItem(serializers.Serializer[Any]):
    """All of one's choices."""

    mail = serializers.SerializerMethodField()
    digest = serializers.CharField()
    digest_hour = serializers.IntegerField()
    kinds = KindItem(many=True)

    def get_mail(self, choices: Any) -> bool:
        return choices.mail_off_at is None


class ChoicesInput(Input):
    """What shall change; the rest stays."""

    mail = StrictBoolean(required=False)
    digest = serializers.ChoiceField(choices=CADENCES, required=False)
    digest_hour = serializers.IntegerField(required=False, min_value=0, max_value=23)
    channels = serializers.DictField(
        child=serializers.ListField(child=serializers.ChoiceField(choices=CHANNELS), max_length=3), required=False
    )


class WatchInput(Input):
    """How closely one follows something from now on."""

    level = serializers.ChoiceField(choices=["watching", "watching_first", "tracking", "normal", "muted"])


class WatchItem(serializers.Serializer[Any]):
    """How closely one follows something."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    level = serializers.CharField()


class WatchTargetItem(WatchItem):
    """The same, with what it is."""

    label = serializers.CharField()  # type: ignore[assignment] # a field's own label is another thing
    path = serializers.CharField()


class WatchTargets(serializers.Serializer[Any]):
    """All that one chose to follow or mute."""

    items = WatchTargetItem(many=True)


class PushKeyItem(serializers.Serializer[Any]):
    """The brand's public key, which browsers ask for when they subscribe."""

    key = serializers.CharField()


class PushKeysInput(Input):
    """The browser's own keys."""

    p256dh = serializers.CharField(max_length=100)
    auth = serializers.CharField(max_length=40)


class PushInput(Input):
    """A browser's subscription, as its `toJSON()` gives it."""

    endpoint = serializers.CharField(max_length=1_000)
    keys = PushKeysInput()
    expirationTime = serializers.IntegerField(required=False, allow_null=True)  # noqa: N815 - the browser's name


class PushEnd(Input):
    """Which browser shall get no more."""

    endpoint = serializers.CharField(max_length=1_000)
