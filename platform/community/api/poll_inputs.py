"""What the API takes and gives for polls."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageShape, StrictBoolean
from community.api.serializers import AuthorItem
from community.models.poll import PollKind, Results


class PollInput(Input):
    """A poll; a number poll takes one option such as "1-10" or "0-100/10"."""

    question = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    options = serializers.ListField(child=serializers.CharField(max_length=200), min_length=1, max_length=20)
    kind = serializers.ChoiceField([kind.value for kind in PollKind], required=False, default=PollKind.SINGLE.value)
    results = serializers.ChoiceField([when.value for when in Results], required=False, default=Results.ALWAYS.value)
    voters_public = StrictBoolean(required=False, default=False)
    min_choices = serializers.IntegerField(min_value=1, max_value=20, required=False, default=1)
    max_choices = serializers.IntegerField(min_value=1, max_value=20, required=False, allow_null=True, default=None)
    closes_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class BallotInput(Input):
    """Positions of the chosen options, in order of preference in a ranked poll."""

    choice = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=50), min_length=1, max_length=20)


class OptionItem(serializers.Serializer[Any]):
    """One thing to choose; `count` and `percent` are null while the caller may not know."""

    position = serializers.IntegerField()
    text = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    is_chosen = serializers.BooleanField()
    rank = serializers.IntegerField(allow_null=True)
    is_winner = serializers.BooleanField()


class PollItem(serializers.Serializer[Any]):
    """A poll as the caller may see it."""

    id = serializers.UUIDField()
    post_id = serializers.UUIDField()
    question = serializers.CharField()
    kind = serializers.CharField()
    results = serializers.CharField()
    voters_public = serializers.BooleanField()
    min_choices = serializers.IntegerField()
    max_choices = serializers.IntegerField()
    voter_count = serializers.IntegerField()
    closes_at = serializers.DateTimeField(allow_null=True)
    is_closed = serializers.BooleanField()
    options = OptionItem(many=True)
    average = serializers.FloatField(allow_null=True)
    shows_results = serializers.BooleanField()
    has_voted = serializers.BooleanField()
    may_vote = serializers.BooleanField()


class VoterItem(serializers.Serializer[Any]):
    """Who chose what."""

    person = AuthorItem(source="face")
    choice = serializers.ListField(child=serializers.IntegerField())
    at = serializers.DateTimeField()


class VotersPage(PageShape):
    """A page of voters."""

    items = VoterItem(many=True)
