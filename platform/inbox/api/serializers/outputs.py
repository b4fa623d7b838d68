"""What the API gives."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import PageShape
from inbox.contracts import DELIVERIES, DIRECTIONS, INBOX_KINDS, PRIORITIES, SOURCE_KINDS, STATUSES, VIAS


class UserRef(serializers.Serializer[Any]):
    """A colleague."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    role = serializers.CharField()
    avatar_hue = serializers.IntegerField()


class PersonRef(serializers.Serializer[Any]):
    """A person."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    handle = serializers.CharField()
    role = serializers.CharField()
    user_id = serializers.UUIDField(allow_null=True)
    is_imported = serializers.BooleanField()
    avatar_hue = serializers.IntegerField()


class LabelOutput(serializers.Serializer[Any]):
    """A label."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    hue = serializers.IntegerField()


class SourceOutput(serializers.Serializer[Any]):
    """Where a conversation comes from."""

    kind = serializers.ChoiceField(choices=SOURCE_KINDS)
    url = serializers.CharField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment] # the name in the contract; DRF's own attribute lives on instances


class ConversationOutput(serializers.Serializer[Any]):
    """A conversation as lists show it."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    subject = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    priority = serializers.ChoiceField(choices=PRIORITIES)
    inbox_id = serializers.UUIDField()
    team_id = serializers.UUIDField(allow_null=True)
    assignee = UserRef(allow_null=True)
    customer = PersonRef()
    language = serializers.CharField()
    labels = LabelOutput(many=True)
    last_message_at = serializers.DateTimeField()
    last_message_preview = serializers.CharField()
    last_message_direction = serializers.ChoiceField(choices=DIRECTIONS)
    waiting_since = serializers.DateTimeField(allow_null=True)
    unread = serializers.BooleanField()
    message_count = serializers.IntegerField()
    version = serializers.IntegerField()
    source = SourceOutput()  # type: ignore[assignment] # the name in the contract; DRF's own attribute lives on instances


class CapabilitiesOutput(serializers.Serializer[Any]):
    """What the reader may do here. The hint is a code: community, api, imported, spam or view_only."""

    reply = serializers.BooleanField()
    reply_hint = serializers.CharField()


class ConversationDetailOutput(ConversationOutput):
    """A conversation as its own page shows it."""

    created_at = serializers.DateTimeField()
    snoozed_until = serializers.DateTimeField(allow_null=True)
    seq = serializers.IntegerField()
    capabilities = CapabilitiesOutput()


class EntryOutput(serializers.Serializer[Any]):
    """A line of the timeline."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=["message", "note", "event"])
    at = serializers.DateTimeField()
    seq = serializers.IntegerField(allow_null=True)
    direction = serializers.ChoiceField(choices=DIRECTIONS, allow_null=True)
    author = PersonRef(allow_null=True)
    body_html = serializers.CharField()
    body_text = serializers.CharField()
    via = serializers.ChoiceField(choices=VIAS, allow_null=True)
    delivery = serializers.ChoiceField(choices=DELIVERIES, allow_null=True)
    code = serializers.CharField(allow_null=True)
    data = serializers.DictField()  # type: ignore[assignment] # the name in the contract; DRF's own attribute lives on instances


class ConversationPage(PageShape):
    """A page of conversations."""

    items = ConversationOutput(many=True)


class EntryPage(PageShape):
    """A page of a timeline, oldest first; `next` leads to what was earlier."""

    items = EntryOutput(many=True)


class StaleReplyOutput(serializers.Serializer[Any]):
    """Why a reply was refused: what was written in the meantime."""

    code = serializers.CharField()
    message = serializers.CharField()
    seq = serializers.IntegerField()
    missed = EntryOutput(many=True)


class ViewsOutput(serializers.Serializer[Any]):
    """Numbers beside the views."""

    mine = serializers.IntegerField()
    unassigned = serializers.IntegerField()
    open = serializers.IntegerField()
    pending = serializers.IntegerField()
    snoozed = serializers.IntegerField()
    resolved = serializers.IntegerField()
    spam = serializers.IntegerField()


class CountersOutput(serializers.Serializer[Any]):
    """How many conversations there are of each sort."""

    views = ViewsOutput()
    by_inbox = serializers.DictField(child=serializers.IntegerField())
    by_team = serializers.DictField(child=serializers.IntegerField())


class StaffOutput(UserRef):
    """A colleague with their teams."""

    teams = serializers.ListField(child=serializers.UUIDField())

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {**UserRef(instance.user).data, "teams": [str(pk) for pk in instance.teams]}


class TeamOutput(serializers.Serializer[Any]):
    """A department."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    hue = serializers.IntegerField()
    member_ids = serializers.ListField(child=serializers.UUIDField())


class InboxOutput(serializers.Serializer[Any]):
    """An inbox."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=INBOX_KINDS)
    hue = serializers.IntegerField()
    team_ids = serializers.ListField(child=serializers.UUIDField())
    open_count = serializers.IntegerField()


class _Whole(serializers.Serializer[Any]):
    """A list that has one page."""

    next = serializers.CharField(allow_null=True, default=None)
    previous = serializers.CharField(allow_null=True, default=None)


class StaffList(_Whole):
    """All colleagues."""

    items = StaffOutput(many=True)


class TeamList(_Whole):
    """All teams."""

    items = TeamOutput(many=True)


class InboxList(_Whole):
    """All inboxes that one may see."""

    items = InboxOutput(many=True)


class LabelList(_Whole):
    """All labels."""

    items = LabelOutput(many=True)
