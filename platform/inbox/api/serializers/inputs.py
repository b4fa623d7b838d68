"""What the API takes. Unknown fields are refused, true is true and "true" is not."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, StrictBoolean
from inbox.contracts import PRIORITIES, STATUSES
from inbox.queries.listing import ORDERS, Filters


class StrictInteger(serializers.IntegerField):
    """JSON's numbers, not text that holds one."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class AssigneeField(serializers.CharField):
    """me, none, any or the id of a colleague."""

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        return text if text in ("me", "none", "any") else serializers.UUIDField().to_internal_value(text)


class ConversationQuery(PageQuery):
    """Filters, order and page of the list."""

    status = serializers.ChoiceField(choices=[*STATUSES, "all"], default="open")
    inbox = serializers.UUIDField(required=False)
    team = serializers.UUIDField(required=False)
    assignee = AssigneeField(required=False)
    label = serializers.UUIDField(required=False)  # type: ignore[assignment] # the name in the contract; DRF's own attribute lives on instances
    language = serializers.CharField(required=False, allow_blank=True, default="", max_length=15)
    q = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    order = serializers.ChoiceField(choices=sorted(ORDERS), default="newest")

    def to_filters(self) -> Filters:
        """The validated query as the list's filters."""
        given = self.validated_data
        return Filters(**{name: given[name] for name in Filters.__dataclass_fields__ if name in given})


class ReplyInput(Input):
    """The id is minted by the client, so that sending twice writes once."""

    id = serializers.UUIDField()
    body = serializers.CharField(max_length=20_000)
    seen_seq = StrictInteger(min_value=0, max_value=2**31 - 1)
    resolve = StrictBoolean(default=False)


class NoteInput(Input):
    """A private note."""

    id = serializers.UUIDField()
    body = serializers.CharField(max_length=20_000)


class HandoffInput(Input):
    """To whom, and what they must know."""

    id = serializers.UUIDField()
    team_id = serializers.UUIDField()
    user_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    summary = serializers.CharField(max_length=4_000)


class AssignmentInput(Input):
    """Both are named, null for nobody."""

    user_id = serializers.UUIDField(allow_null=True)
    team_id = serializers.UUIDField(allow_null=True)


class StatusInput(Input):
    """A status, and until when for "snoozed"."""

    status = serializers.ChoiceField(choices=STATUSES)
    snoozed_until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class LabelsInput(Input):
    """All labels that it shall carry."""

    label_ids = serializers.ListField(child=serializers.UUIDField(), max_length=50)


class InboxInput(Input):
    """Where it shall go."""

    inbox_id = serializers.UUIDField()


class PriorityInput(Input):
    """How urgent."""

    priority = serializers.ChoiceField(choices=PRIORITIES)


class ReadInput(Input):
    """Read up to this public message."""

    seq = StrictInteger(min_value=0, max_value=2**31 - 1)


class LabelInput(Input):
    """A new label."""

    name = serializers.CharField(max_length=40)
    hue = StrictInteger(min_value=0, max_value=359)


class TimelineQuery(PageQuery):
    """Page of a timeline."""

    size = serializers.IntegerField(required=False, default=50, min_value=1, max_value=100)
