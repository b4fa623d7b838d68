"""What the moderation API takes."""

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


class ReportQuery(Input):
    """A period of whole days in UTC, the last one included."""

    since = serializers.DateField()
    until = serializers.DateField()

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.dict() if hasattr(data, "dict") else data)
