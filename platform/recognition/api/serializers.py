"""What the API takes and gives for recognition. Input and output never share a class."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from recognition.models.badge import GROUP_CHOICES, SUBJECT_CHOICES, TIER_CHOICES
from recognition.rules.points import PERIODS


class OwnChange(Input):
    """What members decide themselves."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=60)
    is_ranked = StrictBoolean(required=False)


class LevelInput(Input):
    """A level by hand; without the lock it must be a lower one."""

    level = serializers.IntegerField(min_value=0, max_value=4)
    reason = serializers.CharField(max_length=400)
    is_locked = StrictBoolean(required=False, default=True)


class BoardQuery(PageQuery):
    """Which leaderboard."""

    period = serializers.ChoiceField(PERIODS, required=False, default="month")
    space = serializers.UUIDField(required=False)
    language = serializers.CharField(required=False, default="", allow_blank=True, max_length=15)


class BadgeInput(Input):
    """A new badge; `rule` as {"any_of": [[{metric, comparison, number, days}]]}, or null for one given by hand."""

    name = serializers.CharField(max_length=80)
    slug = serializers.CharField(required=False, default="", allow_blank=True, max_length=60)
    description = serializers.CharField(required=False, default="", allow_blank=True, max_length=400)
    group = serializers.ChoiceField([value for value, _ in GROUP_CHOICES], required=False, default="other")
    tier = serializers.ChoiceField([value for value, _ in TIER_CHOICES], required=False, default="bronze")
    subject = serializers.ChoiceField([value for value, _ in SUBJECT_CHOICES], required=False, default="member")
    rule = serializers.JSONField(required=False, allow_null=True, default=None)
    revocable = StrictBoolean(required=False, default=False)
    is_multiple = StrictBoolean(required=False, default=False)
    gives_title = StrictBoolean(required=False, default=False)


class BadgeChange(Input):
    """Some fields of a badge."""

    name = serializers.CharField(required=False, max_length=80)
    description = serializers.CharField(required=False, allow_blank=True, max_length=400)
    group = serializers.ChoiceField([value for value, _ in GROUP_CHOICES], required=False)
    tier = serializers.ChoiceField([value for value, _ in TIER_CHOICES], required=False)
    subject = serializers.ChoiceField([value for value, _ in SUBJECT_CHOICES], required=False)
    rule = serializers.JSONField(required=False, allow_null=True)
    revocable = StrictBoolean(required=False)
    is_multiple = StrictBoolean(required=False)
    gives_title = StrictBoolean(required=False)
    is_disabled = StrictBoolean(required=False)


class BadgePreviewInput(Input):
    """A rule to try."""

    subject = serializers.ChoiceField([value for value, _ in SUBJECT_CHOICES], required=False, default="member")
    rule = serializers.JSONField()


class AwardInput(Input):
    """A badge given by hand; the client mints the id."""

    id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=400)


class WeightsInput(Input):
    """A space's own points by kind of deed; kinds left out are worth what they are everywhere."""

    weights = serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=1_000))


class MemberItem(serializers.Serializer[Any]):
    """Somebody beside a number."""

    id = serializers.UUIDField(allow_null=True)
    user_id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    handle = serializers.CharField()
    role = serializers.CharField()
    avatar_hue = serializers.IntegerField()


class RequirementItem(serializers.Serializer[Any]):
    """One line of a level."""

    code = serializers.CharField()
    have = serializers.IntegerField()
    need = serializers.IntegerField()
    at_most = serializers.BooleanField()
    is_met = serializers.BooleanField()


class ExplanationItem(serializers.Serializer[Any]):
    """Why somebody is at a level."""

    user_id = serializers.UUIDField()
    level = serializers.IntegerField()
    decided_by = serializers.CharField(source="source")
    since = serializers.DateTimeField(allow_null=True)
    is_locked = serializers.BooleanField()
    next_level = serializers.IntegerField(allow_null=True)
    next = RequirementItem(source="next_lines", many=True)
    stay = RequirementItem(source="stay_lines", many=True)
    grace_until = serializers.DateTimeField(allow_null=True)
    window_days = serializers.IntegerField()


class BadgeItem(serializers.Serializer[Any]):
    """A badge."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    group = serializers.CharField()
    tier = serializers.CharField()
    subject = serializers.CharField()
    rule = serializers.SerializerMethodField()
    revocable = serializers.BooleanField()
    is_multiple = serializers.BooleanField()
    gives_title = serializers.BooleanField()
    is_disabled = serializers.BooleanField()
    holders = serializers.IntegerField()
    mine = serializers.IntegerField()

    def get_rule(self, badge: Any) -> dict[str, Any] | None:
        return badge.rule.as_json() if badge.rule is not None else None


class HeldItem(serializers.Serializer[Any]):
    """A badge that somebody holds."""

    badge_id = serializers.UUIDField(source="badge.id")
    slug = serializers.CharField(source="badge.slug")
    name = serializers.CharField(source="badge.name")
    tier = serializers.CharField(source="badge.tier")
    times = serializers.IntegerField()
    last_at = serializers.DateTimeField()


class OwnItem(serializers.Serializer[Any]):
    """How the caller stands; parts that the brand switched off are null or empty."""

    explanation = ExplanationItem(allow_null=True)
    badges = HeldItem(many=True)
    points = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()
    titles = serializers.ListField(child=serializers.CharField())
    is_ranked = serializers.BooleanField()


class HoldingItem(serializers.Serializer[Any]):
    """Somebody holds the badge."""

    id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    member = MemberItem(source="face", allow_null=True)
    awarded_at = serializers.DateTimeField()
    reason = serializers.CharField()
    url = serializers.CharField(source="path")


class AwardItem(serializers.Serializer[Any]):
    """A badge in somebody's hands."""

    id = serializers.UUIDField()
    badge_id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    awarded_at = serializers.DateTimeField()
    reason = serializers.CharField()


class BadgePreviewItem(serializers.Serializer[Any]):
    """Who would hold it."""

    members = serializers.IntegerField()
    awards = serializers.IntegerField()
    first = MemberItem(many=True)


class BoardRowItem(serializers.Serializer[Any]):
    """A place on a leaderboard."""

    rank = serializers.IntegerField()
    points = serializers.IntegerField()
    user_id = serializers.UUIDField()
    member = MemberItem(source="face", allow_null=True)
    is_me = serializers.BooleanField()


class BoardItem(serializers.Serializer[Any]):
    """A page of a leaderboard; `mine` is the caller's own place on it."""

    period = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    mine = BoardRowItem(allow_null=True)
    items = BoardRowItem(many=True, source="page.items")
    next = serializers.CharField(allow_null=True, source="page.next_cursor")
    previous = serializers.CharField(allow_null=True, source="page.previous_cursor")


class BadgesPage(PageShape):
    """All badges at once; there are some dozens."""

    items = BadgeItem(many=True)


class HoldersPage(PageShape):
    """A page of holders."""

    items = HoldingItem(many=True)


class WeightsItem(serializers.Serializer[Any]):
    """What deeds are worth in a space of their own."""

    weights = serializers.DictField(child=serializers.IntegerField())
