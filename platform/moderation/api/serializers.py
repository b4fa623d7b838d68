"""What the API takes and gives for moderation. Input and output never share a class."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, StrictBoolean
from moderation.contracts import list_kinds
from moderation.models.appeal import AppealOutcome
from moderation.models.decision import Category, Ground
from moderation.models.flag import FlagReason
from moderation.models.item import Lane, Outcome
from moderation.models.penalty import PenaltyKind
from moderation.models.rule import Effect
from moderation.models.screened import AddressEffect, AddressKind


class FlagInput(Input):
    """A flag. The fields of a notice are needed for illegal content alone."""

    kind = serializers.CharField(max_length=16)
    thing_id = serializers.UUIDField()
    reason = serializers.ChoiceField([reason.value for reason in FlagReason])
    note = serializers.CharField(max_length=2_000, required=False, allow_blank=True, default="")
    legal_ground = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    notifier_name = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    notifier_email = serializers.EmailField(required=False, allow_blank=True, default="")
    good_faith = StrictBoolean(required=False, default=False)

    def validate_kind(self, kind: str) -> str:
        """One that somebody handed in."""
        if kind not in list_kinds():
            raise serializers.ValidationError(", ".join(list_kinds()))
        return kind


class GroundsInput(Input):
    """Reasons of a decision; what is left out is filled in from flags and checks."""

    ground = serializers.ChoiceField([ground.value for ground in Ground], required=False, default=Ground.TERMS.value)
    ground_text = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    category = serializers.ChoiceField([c.value for c in Category], required=False, allow_blank=True, default="")
    facts = serializers.CharField(max_length=4_000, required=False, allow_blank=True, default="")


class JudgementInput(GroundsInput):
    """A judgement of one item."""

    outcome = serializers.ChoiceField([outcome.value for outcome in Outcome])
    seen = serializers.CharField(max_length=64, required=False, allow_blank=True, default="")
    """The item's `seen`: 409 when it says something else by now. Without it the text that came in is judged."""


class QueueFilterInput(Input):
    """What of the queue; see the list's query."""

    lane = serializers.ChoiceField([lane.value for lane in Lane], required=False, allow_blank=True, default="")
    space_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    kind = serializers.CharField(required=False, allow_blank=True, default="", max_length=16)
    language = serializers.CharField(required=False, allow_blank=True, default="", max_length=15)
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)
    claimed = serializers.ChoiceField(["me", "nobody"], required=False, allow_blank=True, default="")
    is_overdue = StrictBoolean(required=False, default=False)


class RunInput(GroundsInput):
    """One judgement over these items, or over everything that a filter shows."""

    outcome = serializers.ChoiceField([outcome.value for outcome in Outcome])
    item_ids = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=1_000)
    everything_in = QueueFilterInput(required=False, allow_null=True, default=None)


class QueueQuery(PageQuery):
    """Filters of the queue in an address."""

    lane = serializers.ChoiceField([lane.value for lane in Lane], required=False, default="", allow_blank=True)
    space = serializers.UUIDField(required=False)
    kind = serializers.CharField(required=False, default="", max_length=16)
    language = serializers.CharField(required=False, default="", max_length=15)
    reason = serializers.CharField(required=False, default="", max_length=40)
    claimed = serializers.ChoiceField(["me", "nobody"], required=False, default="", allow_blank=True)
    overdue = serializers.ChoiceField(["true", "false"], required=False, default="false")
    decided = serializers.ChoiceField(["true", "false"], required=False, default="false")
    order = serializers.ChoiceField(["due", "score", "newest"], required=False, default="due")


class AppealInput(Input):
    """An objection."""

    text = serializers.CharField(max_length=8_000)


class AnswerInput(Input):
    """The answer to one."""

    outcome = serializers.ChoiceField([outcome.value for outcome in AppealOutcome])
    answer = serializers.CharField(max_length=8_000)


class AppealsQuery(PageQuery):
    """Those that wait, or those answered."""

    decided = serializers.ChoiceField(["true", "false"], required=False, default="false")


class PenaltyInput(GroundsInput):
    """A silence or suspension of an account; how long it lasts the ladder says."""

    user_id = serializers.UUIDField()
    kind = serializers.ChoiceField([kind.value for kind in PenaltyKind])


class RemovalInput(Input):
    """Everything of one account."""

    user_id = serializers.UUIDField()
    facts = serializers.CharField(max_length=4_000, required=False, allow_blank=True, default="")


class WordListInput(Input):
    """Words of one language."""

    language = serializers.CharField(max_length=15, required=False, allow_blank=True, default="")
    words = serializers.ListField(child=serializers.CharField(max_length=100), max_length=500)


class ConditionsInput(Input):
    """What a rule looks for; all that is given must hold."""

    first_posts = serializers.IntegerField(required=False, min_value=1, max_value=100)
    level_below = serializers.IntegerField(required=False, min_value=1, max_value=4)
    min_links = serializers.IntegerField(required=False, min_value=1, max_value=100)
    words = WordListInput(many=True, required=False)
    domains = serializers.ListField(child=serializers.CharField(max_length=253), required=False, max_length=500)
    space_ids = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=200)


class RuleInput(Input):
    """A rule."""

    name = serializers.CharField(max_length=120)
    effect = serializers.ChoiceField([effect.value for effect in Effect], required=False, default=Effect.HOLD.value)
    message = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    position = serializers.IntegerField(required=False, min_value=0, max_value=1_000, default=0)
    is_enabled = StrictBoolean(required=False, default=True)
    conditions = ConditionsInput()


class TrialInput(Input):
    """Conditions to be tried on what was published lately."""

    conditions = ConditionsInput()


class AddressInput(Input):
    """One entry of the list."""

    kind = serializers.ChoiceField([kind.value for kind in AddressKind])
    value = serializers.CharField(max_length=254)
    effect = serializers.ChoiceField(
        [effect.value for effect in AddressEffect], required=False, default=AddressEffect.BLOCK.value
    )
    days = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1, max_value=3_650)


class StatementsQuery(PageQuery):
    """A period of whole days in UTC, the last one included."""

    since = serializers.DateField()
    until = serializers.DateField()


class StatementsPage(serializers.Serializer[Any]):
    """A batch: `statements` can be sent on as they are."""

    statements = serializers.ListField(child=serializers.DictField())
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class ReportQuery(Input):
    """A period of whole days in UTC, the last one included."""

    since = serializers.DateField()
    until = serializers.DateField()

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.dict() if hasattr(data, "dict") else data)


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


class ReviewPage(serializers.Serializer[Any]):
    """A page of the queue."""

    items = ReviewItemOut(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


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


class DecisionsPage(serializers.Serializer[Any]):
    """A page of statements."""

    items = DecisionItem(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


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


class AppealsPage(serializers.Serializer[Any]):
    """A page of objections."""

    items = AppealOut(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


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


class RulesPage(serializers.Serializer[Any]):
    """All rules."""

    items = RuleItem(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


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


class AddressesPage(serializers.Serializer[Any]):
    """A page of the list."""

    items = AddressItem(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


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


class AuditPage(serializers.Serializer[Any]):
    """A page of the trail."""

    items = AuditItem(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
