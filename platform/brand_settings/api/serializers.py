"""What the settings API takes and gives."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input


class SettingsInput(Input):
    """Fields to change, by name; `version` is what was open."""

    values = serializers.DictField()
    version = serializers.IntegerField(required=False, min_value=0)


class SectionOutput(serializers.Serializer[Any]):
    """One section: its values, how often it was changed, and the JSON schema that it obeys."""

    section = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    values = serializers.DictField()
    json_schema = serializers.DictField()
