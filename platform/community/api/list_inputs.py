"""What the API takes and gives for lists, spaces, tags and reading."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from community.actions.spaces import MOST_OF_AN_ICON
from community.models.space import Right, Visibility, Whom
from community.models.topic import Kind
from community.queries.filters import Listing, Period, TopicFilter, filter_of
from community.texts import MAX_TAGS


class TopicsQuery(PageQuery):
    """Which topics, and the page. `tag` may be given several times: topics carry all of them."""

    space = serializers.UUIDField(required=False)
    # Before `list`, whose name the builtin needs here.
    tag = serializers.ListField(child=serializers.CharField(max_length=40), required=False, default=list, max_length=MAX_TAGS)
    list = serializers.ChoiceField([str(name) for name in Listing], required=False, default=str(Listing.LATEST))
    period = serializers.ChoiceField([str(name) for name in Period], required=False, default=str(Period.WEEK))
    kind = serializers.ChoiceField([kind.value for kind in Kind], required=False, default="", allow_blank=True)
    language = serializers.CharField(required=False, default="", allow_blank=True, max_length=15)
    solved = serializers.ChoiceField(["yes", "no"], required=False, default="", allow_blank=True)
    author = serializers.CharField(required=False, default="", allow_blank=True, max_length=60)
    q = serializers.CharField(required=False, default="", allow_blank=True, max_length=200)

    def to_internal_value(self, data: Any) -> Any:
        if hasattr(data, "getlist"):
            data = {**data.dict(), **({"tag": data.getlist("tag")} if "tag" in data else {})}
        return super().to_internal_value(data)

    @staticmethod
    def narrow(given: dict[str, Any]) -> TopicFilter:
        """The filter in what was parsed."""
        return filter_of(given)


class ReadingInput(Input):
    """Ranges of positions that were shown, [first, last] each, and the seconds since the last report."""

    shown = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=2**31 - 1), min_length=2, max_length=2),
        max_length=200,
    )
    seconds = serializers.IntegerField(min_value=0, max_value=86_400)


class ReadingItem(serializers.Serializer[Any]):
    """How far somebody has read; all zero for a topic never opened."""

    last_position = serializers.IntegerField()
    post_count = serializers.IntegerField()
    seconds = serializers.IntegerField()
    seen = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))


class SpaceChange(Input):
    """New values of a space; what is left out stays."""

    name = serializers.CharField(max_length=120, required=False)
    slug = serializers.CharField(max_length=60, required=False)
    description = serializers.CharField(max_length=400, required=False, allow_blank=True)
    language = serializers.CharField(max_length=15, required=False)
    visibility = serializers.ChoiceField([v.value for v in Visibility], required=False)
    hue = serializers.IntegerField(min_value=0, max_value=359, required=False)
    help_after = serializers.DurationField(required=False, allow_null=True)
    parent_id = serializers.UUIDField(required=False, allow_null=True)
    icon = serializers.CharField(max_length=MOST_OF_AN_ICON, required=False, allow_blank=True)
    kinds = serializers.ListField(child=serializers.ChoiceField([k.value for k in Kind]), required=False)
    translations = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField(max_length=400, allow_blank=True)), required=False
    )
    min_tags = serializers.IntegerField(min_value=0, max_value=MAX_TAGS, required=False)
    slow_mode_seconds = serializers.IntegerField(min_value=0, max_value=86_400, required=False)
    auto_close_after = serializers.DurationField(required=False, allow_null=True)


class SpaceInput(Input):
    """A new space. The client mints the id, so that sending twice makes one."""

    id = serializers.UUIDField()
    name = serializers.CharField(max_length=120)
    slug = serializers.CharField(max_length=60, required=False)
    description = serializers.CharField(max_length=400, required=False, allow_blank=True)
    language = serializers.CharField(max_length=15, required=False)
    visibility = serializers.ChoiceField([v.value for v in Visibility], required=False)
    hue = serializers.IntegerField(min_value=0, max_value=359, required=False)
    help_after = serializers.DurationField(required=False, allow_null=True)
    parent_id = serializers.UUIDField(required=False, allow_null=True)


class OrderInput(Input):
    """Spaces that stand together, in their new order."""

    space_ids = serializers.ListField(child=serializers.UUIDField(), max_length=2_000)


class RuleLine(Input):
    """One rule."""

    right = serializers.ChoiceField([r.value for r in Right])
    whom = serializers.ChoiceField([w.value for w in Whom])
    value = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)


class RulesInput(Input):
    """All rules of a space."""

    rules = serializers.ListField(child=RuleLine(), max_length=60)


class RulesItem(serializers.Serializer[Any]):
    """All rules of a space."""

    rules = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class TagItem(serializers.Serializer[Any]):
    """A tag; the count is of topics that the caller may see."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()
    group_id = serializers.UUIDField(allow_null=True)
    topic_count = serializers.IntegerField()
    synonyms = serializers.ListField(child=serializers.CharField())


class ManagedTagItem(serializers.Serializer[Any]):
    """A tag as administrators keep it."""

    id = serializers.UUIDField(source="pk")
    name = serializers.CharField()
    description = serializers.CharField()
    group_id = serializers.UUIDField(allow_null=True)
    synonym_of = serializers.UUIDField(source="synonym_of_id", allow_null=True)


class TagInput(Input):
    """A new tag."""

    name = serializers.CharField(max_length=40)
    description = serializers.CharField(max_length=400, required=False, allow_blank=True)
    group_id = serializers.UUIDField(required=False, allow_null=True)


class TagChange(Input):
    """New values of a tag; what is left out stays."""

    name = serializers.CharField(max_length=40, required=False)
    description = serializers.CharField(max_length=400, required=False, allow_blank=True)
    group_id = serializers.UUIDField(required=False, allow_null=True)


class NameInput(Input):
    """A name."""

    name = serializers.CharField(max_length=40)


class MergeInput(Input):
    """The tag that stays."""

    into_id = serializers.UUIDField()


class GroupChange(Input):
    """New values of a group; what is left out stays."""

    name = serializers.CharField(max_length=60, required=False)
    description = serializers.CharField(max_length=400, required=False, allow_blank=True)
    position = serializers.IntegerField(min_value=0, max_value=10_000, required=False)
    hue = serializers.IntegerField(min_value=0, max_value=359, required=False)
    is_exclusive = StrictBoolean(required=False)


class GroupInput(GroupChange):
    """A new group."""

    name = serializers.CharField(max_length=60)


class GroupItem(serializers.Serializer[Any]):
    """A group of tags."""

    id = serializers.UUIDField(source="pk")
    name = serializers.CharField()
    description = serializers.CharField()
    position = serializers.IntegerField()
    hue = serializers.IntegerField()
    is_exclusive = serializers.BooleanField()


class TagGroupItem(serializers.Serializer[Any]):
    """A group with its tags; the one without an id holds those of no group."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    description = serializers.CharField()
    hue = serializers.IntegerField()
    is_exclusive = serializers.BooleanField()
    tags = TagItem(many=True)


class TagsPage(PageShape):
    """All tags at once."""

    items = TagItem(many=True)


class TagGroupsPage(PageShape):
    """All groups at once."""

    items = TagGroupItem(many=True)
