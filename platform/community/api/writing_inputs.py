"""What the API of the composer takes and gives."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from access.api.inputs import Input, PageShape, StrictBoolean
from community.actions.drafting import LONGEST_OF_POLL
from community.api.serializers import AuthorItem
from community.models.template import Use
from community.texts import MAX_BODY, MAX_TITLE


class PreviewInput(Input):
    """A text as it stands."""

    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False, allow_blank=True)


class PreviewItem(serializers.Serializer[Any]):
    """The same as HTML."""

    html = serializers.CharField()


class DraftPollInput(Input):
    """A poll that is not sent yet: every field as it was typed, answers one a line."""

    question = serializers.CharField(
        max_length=LONGEST_OF_POLL["question"], trim_whitespace=False, allow_blank=True, required=False, default=""
    )
    options = serializers.CharField(
        max_length=LONGEST_OF_POLL["options"], trim_whitespace=False, allow_blank=True, required=False, default=""
    )
    kind = serializers.CharField(max_length=30, allow_blank=True, required=False, default="")
    results = serializers.CharField(max_length=30, allow_blank=True, required=False, default="")
    voters_public = StrictBoolean(required=False, default=False)
    max_choices = serializers.CharField(max_length=30, allow_blank=True, required=False, default="")
    closes_at = serializers.CharField(max_length=30, allow_blank=True, required=False, default="")


class DraftPollItem(serializers.Serializer[Any]):
    """The same as it is kept."""

    question = serializers.CharField()
    options = serializers.CharField()
    kind = serializers.CharField()
    results = serializers.CharField()
    voters_public = serializers.BooleanField()
    max_choices = serializers.CharField()
    closes_at = serializers.CharField()


class DraftInput(Input):
    """What to keep; `sequence` is what was open, 0 for nothing; `version` that of the post that an edit began from."""

    sequence = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False, allow_blank=True, required=False, default="")
    title = serializers.CharField(max_length=MAX_TITLE, trim_whitespace=False, allow_blank=True, required=False, default="")
    space_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    tags = serializers.CharField(max_length=250, trim_whitespace=False, allow_blank=True, required=False, default="")
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False, allow_null=True, default=None)
    poll = DraftPollInput(required=False, allow_null=True, default=None)


class DraftItem(serializers.Serializer[Any]):
    """One's own draft; sequence 0 where there is none. `resume_url` is where to go on writing, empty when its topic is gone."""

    key = serializers.CharField()
    sequence = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()
    space_id = serializers.UUIDField(allow_null=True)
    tags = serializers.CharField()
    version = serializers.IntegerField(allow_null=True)
    poll = DraftPollItem(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)
    topic_title = serializers.CharField()
    topic_url = serializers.CharField(source="topic_path")
    resume_url = serializers.CharField(source="resume_path")


class DraftsPage(PageShape):
    """A page of drafts."""

    items = DraftItem(many=True)


class SimilarInput(Input):
    """A title being typed; `question_id` is the id under which the question will be sent, for the figures."""

    question_id = serializers.UUIDField()
    title = serializers.CharField(max_length=MAX_TITLE, allow_blank=True)


class SimilarItem(serializers.Serializer[Any]):
    """A topic that resembles it. `url` leads there and notes that it was opened."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    language = serializers.CharField()
    url = serializers.SerializerMethodField()
    is_solved = serializers.BooleanField()
    is_answered = serializers.BooleanField()
    reply_count = serializers.IntegerField()

    def get_url(self, row: Any) -> str:
        return reverse("community_similar", args=[self.context["question_id"], row.number])


class SimilarList(serializers.Serializer[Any]):
    """At most ten."""

    items = SimilarItem(many=True)


class CompletionQuery(Input):
    """What was typed so far."""

    q = serializers.CharField(max_length=60, allow_blank=True)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.dict() if hasattr(data, "dict") else data)


class NameItem(serializers.Serializer[Any]):
    """Somebody who can be named with @."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # DRF calls one of its own attributes so


class NameList(serializers.Serializer[Any]):
    """At most eight."""

    items = NameItem(many=True)


class EmojiItem(serializers.Serializer[Any]):
    """An emoji and its name without colons."""

    name = serializers.CharField()
    character = serializers.CharField()


class EmojiList(serializers.Serializer[Any]):
    """At most ten."""

    items = EmojiItem(many=True)


class QuotationItem(serializers.Serializer[Any]):
    """A post's text as a quotation in Markdown."""

    markdown = serializers.CharField()


class PieceItem(serializers.Serializer[Any]):
    """A run of text: "same", "gone" or "new"."""

    kind = serializers.CharField()
    text = serializers.CharField()


class ChangeItem(serializers.Serializer[Any]):
    """One edit; without its texts when a moderator hid them."""

    version = serializers.IntegerField()
    before = serializers.IntegerField()
    editor = AuthorItem()
    at = serializers.DateTimeField()
    title = PieceItem(many=True)
    body = PieceItem(many=True, source="inline")
    is_hidden = serializers.BooleanField()
    may_read = serializers.BooleanField()


class ChangesPage(PageShape):
    """A page of edits, latest first."""

    items = ChangeItem(many=True)


class TemplateInput(Input):
    """A text to begin with."""

    name = serializers.CharField(max_length=80)
    use = serializers.ChoiceField([use.value for use in Use], required=False, default=Use.TOPIC.value)
    title = serializers.CharField(max_length=MAX_TITLE, required=False, allow_blank=True, default="")
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, default=list, max_length=5)
    position = serializers.IntegerField(min_value=0, max_value=1_000, required=False, default=0)


class TemplateItem(serializers.Serializer[Any]):
    """A text to begin with."""

    id = serializers.UUIDField()
    space_id = serializers.UUIDField()
    name = serializers.CharField()
    use = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    tags = serializers.CharField()
    position = serializers.IntegerField()


class TemplateList(serializers.Serializer[Any]):
    """All templates of a space."""

    items = TemplateItem(many=True)


class PublicationInput(Input):
    """When a topic that is out of sight is to appear."""

    publish_at = serializers.DateTimeField()


class PublicationItem(serializers.Serializer[Any]):
    """A topic and whether it can be seen; `publish_at` while it waits."""

    topic_id = serializers.UUIDField()
    is_visible = serializers.BooleanField()
    publish_at = serializers.DateTimeField(allow_null=True)
