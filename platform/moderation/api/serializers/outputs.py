"""What the moderation API gives."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import PageShape


class StatementsPage(PageShape):
    """A batch: `statements` can be sent on as they are."""

    statements = serializers.ListField(child=serializers.DictField())


class ModeratedPersonItem(serializers.Serializer[Any]):
    """Somebody."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    user_id = serializers.UUIDField(allow_null=True)


class FlagItem(serializers.Serializer[Any]):
    """One's own flag."""

    id = serializers.UUIDField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    outcome = serializers.CharField()


class FlagOfItem(serializers.Serializer[Any]):
    """A flag as reviewers read it."""

    id = serializers.UUIDField()
    reason = serializers.CharField()
    note = serializers.CharField()
    legal_ground = serializers.CharField()
    weight = serializers.FloatField()
    at = serializers.DateTimeField()
    flagger = ModeratedPersonItem(allow_null=True)


class ReviewItemOut(serializers.Serializer[Any]):
    """An item of the queue."""

    id = serializers.UUIDField(source="item.id")
    lane = serializers.CharField(source="item.lane")
    kind = serializers.CharField(source="item.thing_kind")
    thing_id = serializers.UUIDField(source="item.thing_id")
    space_id = serializers.UUIDField(source="item.space_id", allow_null=True)
    title = serializers.CharField(source="item.title")
    text = serializers.CharField(source="item.text")
    current_title = serializers.CharField()
    current_text = serializers.CharField()
    is_changed = serializers.BooleanField()
    seen = serializers.CharField()
    language = serializers.CharField(source="item.language")
    url = serializers.CharField(source="item.path")
    author = ModeratedPersonItem(allow_null=True)
    score = serializers.FloatField(source="item.score")
    reasons = serializers.JSONField(source="item.reasons")
    flags = FlagOfItem(many=True)
    is_illegal_notice = serializers.BooleanField(source="item.is_illegal_notice")
    created_at = serializers.DateTimeField(source="item.created_at")
    due_at = serializers.DateTimeField(source="item.due_at")
    is_overdue = serializers.BooleanField()
    concealed_at = serializers.DateTimeField(source="item.concealed_at", allow_null=True)
    claimed_by = ModeratedPersonItem(allow_null=True)
    outcome = serializers.CharField(source="item.outcome")
    decided_by = ModeratedPersonItem(allow_null=True)
    decided_at = serializers.DateTimeField(source="item.decided_at", allow_null=True)


class ReviewPage(PageShape):
    """A page of the queue."""

    items = ReviewItemOut(many=True)


class CountersItem(serializers.Serializer[Any]):
    """How long the lanes are."""

    flags = serializers.IntegerField()
    approval = serializers.IntegerField()
    spam = serializers.IntegerField()
    overdue = serializers.IntegerField()
    total = serializers.IntegerField()


class RunItem(serializers.Serializer[Any]):
    """How far a run has come."""

    id = serializers.UUIDField()
    outcome = serializers.CharField()
    at = serializers.DateTimeField()
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    finished_at = serializers.DateTimeField(allow_null=True)
    undone = serializers.IntegerField()
    undone_at = serializers.DateTimeField(allow_null=True)


class DecisionItem(serializers.Serializer[Any]):
    """A statement of reasons. Who decided is not part of it, only whether it was a person."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    kind = serializers.CharField(source="thing_kind")
    thing_id = serializers.UUIDField()
    title = serializers.CharField(source="thing_title")
    text = serializers.CharField(source="thing_text")
    measure = serializers.CharField()
    ground = serializers.CharField()
    ground_text = serializers.CharField()
    category = serializers.CharField()
    facts = serializers.CharField()
    origin = serializers.CharField()
    is_automated_detection = serializers.BooleanField()
    is_automated_decision = serializers.BooleanField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)
    at = serializers.DateTimeField()
    appealable_until = serializers.DateTimeField()
    reversed_at = serializers.DateTimeField(allow_null=True)


class DecisionsPage(PageShape):
    """A page of statements."""

    items = DecisionItem(many=True)


class AppealItem(serializers.Serializer[Any]):
    """An objection."""

    id = serializers.UUIDField()
    decision_id = serializers.UUIDField()
    text = serializers.CharField()
    at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    outcome = serializers.CharField()
    answer = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)


class AppealOut(serializers.Serializer[Any]):
    """An objection beside its decision, for reviewers."""

    appeal = AppealItem()
    decision = DecisionItem()
    may_judge = serializers.BooleanField()
    is_overdue = serializers.BooleanField()


class AppealsPage(PageShape):
    """A page of objections."""

    items = AppealOut(many=True)


class PenaltyItem(serializers.Serializer[Any]):
    """A silence or suspension."""

    id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    kind = serializers.CharField()
    step = serializers.IntegerField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    probation_until = serializers.DateTimeField()
    lifted_at = serializers.DateTimeField(allow_null=True)
    decision_id = serializers.UUIDField()


class RemovalItem(serializers.Serializer[Any]):
    """A sweep over somebody's contributions."""

    id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    at = serializers.DateTimeField()
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    finished_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)


class RuleItem(serializers.Serializer[Any]):
    """A rule."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    effect = serializers.CharField()
    message = serializers.CharField()
    position = serializers.IntegerField()
    enabled_at = serializers.DateTimeField(allow_null=True)
    conditions = serializers.JSONField()


class RulesPage(PageShape):
    """All rules."""

    items = RuleItem(many=True)


class TrialHitItem(serializers.Serializer[Any]):
    """A published text that the rule would have met."""

    post_id = serializers.UUIDField(source="written.id")
    title = serializers.CharField(source="written.title")
    url = serializers.CharField(source="written.path")
    reasons = serializers.SerializerMethodField()

    def get_reasons(self, hit: Any) -> list[dict[str, str]]:
        """Codes and what was found."""
        return [{"code": reason.code, "detail": reason.detail} for reason in hit.reasons]


class TrialItem(serializers.Serializer[Any]):
    """What a rule would have done."""

    looked_at = serializers.IntegerField()
    met = serializers.IntegerField()
    hits = TrialHitItem(many=True)


class AddressItem(serializers.Serializer[Any]):
    """An entry of the list."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    value = serializers.CharField()
    effect = serializers.CharField()
    match_count = serializers.IntegerField()
    last_matched_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField()


class AddressesPage(PageShape):
    """A page of the list."""

    items = AddressItem(many=True)


class FigureItem(serializers.Serializer[Any]):
    """One figure of the report."""

    section = serializers.CharField()
    name = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()


class ReportItem(serializers.Serializer[Any]):
    """The transparency report of a period."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    figures = FigureItem(many=True)


class AuditItem(serializers.Serializer[Any]):
    """One deed."""

    id = serializers.UUIDField(source="entry.id")
    verb = serializers.CharField(source="entry.verb")
    kind = serializers.CharField(source="entry.thing_kind")
    thing_id = serializers.UUIDField(source="entry.thing_id", allow_null=True)
    detail = serializers.JSONField(source="entry.detail")
    at = serializers.DateTimeField(source="entry.at")
    person = ModeratedPersonItem(allow_null=True)


class AuditPage(PageShape):
    """A page of the trail."""

    items = AuditItem(many=True)
