"""What the API takes and gives for uploads."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageShape, WordBoolean


class UploadInput(Input):
    """The client may mint the id, so that sending twice uploads once."""

    file = serializers.FileField(max_length=500, allow_empty_file=True)
    id = serializers.UUIDField(required=False)
    is_private = WordBoolean(required=False, default=False)


class UploadVersion(serializers.Serializer[Any]):
    """A smaller copy of a picture."""

    url = serializers.CharField()
    width = serializers.IntegerField()


class UploadOutput(serializers.Serializer[Any]):
    """An upload. `markdown` is what to write into a text."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=["picture", "file"])
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    is_animated = serializers.BooleanField()
    is_private = serializers.BooleanField()
    url = serializers.CharField()
    versions = UploadVersion(many=True)
    markdown = serializers.CharField()
    created_at = serializers.DateTimeField()


class UploadPage(PageShape):
    """A page of uploads."""

    items = UploadOutput(many=True)


class SignedAddress(serializers.Serializer[Any]):
    """An address that opens an upload without an account, for a while."""

    url = serializers.CharField()
    expires_at = serializers.DateTimeField()


class EmojiQuery(Input):
    """?q= the beginning of a name."""

    q = serializers.CharField(max_length=60)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.dict() if hasattr(data, "dict") else data)


class EmojiOutput(serializers.Serializer[Any]):
    """An emoji and the name that makes it."""

    name = serializers.CharField()
    character = serializers.CharField()


class EmojiList(serializers.Serializer[Any]):
    """Emoji that a name begins with."""

    items = EmojiOutput(many=True)
