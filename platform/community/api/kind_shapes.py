"""What the API takes and gives for kinds of topic and the tools for topics."""

from typing import Any

from rest_framework import serializers

from access.api.inputs import Input, PageQuery, PageShape, StrictBoolean
from community.actions.bulk import MOST_TOPICS, Tool
from community.actions.splitting import MOST_POSTS
from community.actions.tending import LONGEST_SLOW_MODE
from community.api.serializers import AuthorItem, TopicItem
from community.models.timer import TimerKind
from community.models.topic import IdeaStatus, Kind, PinScope
from community.queries.ideas import ORDERS
from community.texts import MAX_BODY, MAX_REASON, MAX_TITLE


class TopicReasonInput(Input):
    """Why; readers of the topic see it."""

    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=400)


class KindInput(TopicReasonInput):
    """Another kind."""

    kind = serializers.ChoiceField([kind.value for kind in Kind])


class IdeaStatusInput(Input):
    """What becomes of an idea, and why."""

    status = serializers.ChoiceField([status.value for status in IdeaStatus])
    reason = serializers.CharField(max_length=MAX_REASON)


class IdeasQuery(PageQuery):
    """Which ideas."""

    space = serializers.UUIDField(required=False)
    status = serializers.ChoiceField([status.value for status in IdeaStatus], required=False)
    order = serializers.ChoiceField(sorted(ORDERS), required=False, default="votes")


class PinInput(TopicReasonInput):
    """Where and until when."""

    scope = serializers.ChoiceField([scope.value for scope in PinScope], required=False, default=PinScope.SPACE.value)
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class BannerInput(TopicReasonInput):
    """Up or down, and until when."""

    is_up = StrictBoolean()
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class SlowModeInput(TopicReasonInput):
    """Seconds between two replies of the same person; 0 ends it."""

    seconds = serializers.IntegerField(min_value=0, max_value=LONGEST_SLOW_MODE)


class TopicMoveInput(TopicReasonInput):
    """To which space."""

    space_id = serializers.UUIDField()


class TopicMergeInput(TopicReasonInput):
    """Into which topic."""

    into_id = serializers.UUIDField()


class SplitInput(TopicReasonInput):
    """Replies that become a topic of their own."""

    post_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_POSTS)
    title = serializers.CharField(max_length=MAX_TITLE)
    space_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    kind = serializers.ChoiceField([kind.value for kind in Kind], required=False, default="")


class MovePostsInput(TopicReasonInput):
    """Replies, and the topic that they go to."""

    post_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_POSTS)
    into_id = serializers.UUIDField()


class TopicTimerInput(TopicReasonInput):
    """What shall happen, and when."""

    kind = serializers.ChoiceField([kind.value for kind in TimerKind])
    due_at = serializers.DateTimeField()
    space_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class TopicsBulkInput(TopicReasonInput):
    """One tool for many topics."""

    topic_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_TOPICS)
    tool = serializers.ChoiceField([tool.value for tool in Tool])
    space_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    kind = serializers.ChoiceField([kind.value for kind in Kind], required=False, default="")


class ArticleInput(Input):
    """A new article."""

    id = serializers.UUIDField()
    space_id = serializers.UUIDField()
    title = serializers.CharField(max_length=MAX_TITLE)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, default=list, max_length=5)


class ArticleVersionInput(Input):
    """The next text of an article."""

    title = serializers.CharField(max_length=MAX_TITLE)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)
    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=400)


class ArticleReviewInput(Input):
    """Publish the version in review, or send it back with what is missing."""

    verdict = serializers.ChoiceField(["publish", "return"])
    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=MAX_REASON)


class RatingInput(Input):
    """Whether the article helped."""

    is_helpful = StrictBoolean()


class ArticlesQuery(PageQuery):
    """Which articles."""

    space = serializers.UUIDField(required=False)


class KindChangeItem(serializers.Serializer[Any]):
    """A possible kind and what choosing it means, in words."""

    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # DRF fields have a label too; here it is a field's name
    keeps = serializers.ListField(child=serializers.CharField())
    rests = serializers.ListField(child=serializers.CharField())
    returns = serializers.ListField(child=serializers.CharField())
    loses = serializers.ListField(child=serializers.CharField())


class KindChanges(serializers.Serializer[Any]):
    """The kinds that the caller may choose."""

    kind = serializers.CharField()
    changes = KindChangeItem(many=True)


class SameProblemItem(serializers.Serializer[Any]):
    """How many members have the problem, and whether the caller is one."""

    count = serializers.IntegerField()
    is_mine = serializers.BooleanField()


class VotesLeftItem(serializers.Serializer[Any]):
    """The caller's votes for ideas."""

    quota = serializers.IntegerField()
    used = serializers.IntegerField()
    left = serializers.IntegerField()
    is_low = serializers.BooleanField()


class IdeaDecisionItem(serializers.Serializer[Any]):
    """One step of an idea."""

    before = serializers.CharField()
    after = serializers.CharField()
    reason = serializers.CharField()
    by = AuthorItem()
    at = serializers.DateTimeField()


class IdeaItem(serializers.Serializer[Any]):
    """An idea: its votes, its status, the reasons."""

    status = serializers.CharField()
    votes = serializers.IntegerField()
    takes_votes = serializers.BooleanField()
    is_mine = serializers.BooleanField()
    is_waiting = serializers.BooleanField()
    left = VotesLeftItem(allow_null=True)
    decisions = IdeaDecisionItem(many=True)


class IdeaRowItem(serializers.Serializer[Any]):
    """An idea on the board."""

    topic = TopicItem()
    status = serializers.CharField()
    votes = serializers.IntegerField()
    takes_votes = serializers.BooleanField()
    is_mine = serializers.BooleanField()
    is_waiting = serializers.BooleanField()


class IdeasPage(PageShape):
    """A page of ideas."""

    items = IdeaRowItem(many=True)


class TopicTimerItem(serializers.Serializer[Any]):
    """A timer that runs."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    due_at = serializers.DateTimeField()
    space_id = serializers.UUIDField(allow_null=True)


class TopicTimersPage(PageShape):
    """All timers of a topic at once; there are few."""

    items = TopicTimerItem(many=True)


class TopicLogItem(serializers.Serializer[Any]):
    """What a moderator did, in words."""

    after_position = serializers.IntegerField(source="after")
    text = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    url = serializers.CharField(source="path")


class TopicLogPage(PageShape):
    """What was done to a topic."""

    items = TopicLogItem(many=True)


class TopicsBulkResultItem(serializers.Serializer[Any]):
    """What became of one topic; `code` is empty when it was done."""

    topic_id = serializers.UUIDField()
    code = serializers.CharField()
    message = serializers.CharField()


class TopicsBulkResults(PageShape):
    """One result per topic, in the order given."""

    items = TopicsBulkResultItem(many=True)


class ArticleItem(serializers.Serializer[Any]):
    """An article in a list."""

    topic = TopicItem()
    reviewed_at = serializers.DateTimeField(allow_null=True)
    review_due_at = serializers.DateTimeField(allow_null=True)
    helpful_count = serializers.IntegerField()
    unhelpful_count = serializers.IntegerField()


class ArticlesPage(PageShape):
    """A page of articles."""

    items = ArticleItem(many=True)


class ArticleVersionItem(serializers.Serializer[Any]):
    """A version of an article."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()
    state = serializers.CharField()
    note = serializers.CharField()
    review_note = serializers.CharField()
    written_by = AuthorItem()
    reviewed_by = AuthorItem(allow_null=True)
    changed_at = serializers.DateTimeField()
    reviewed_at = serializers.DateTimeField(allow_null=True)
    may_review = serializers.BooleanField()


class ArticleVersionsPage(PageShape):
    """All versions of an article, the newest first."""

    items = ArticleVersionItem(many=True)


class RatingItem(serializers.Serializer[Any]):
    """How many readers an article helped."""

    helpful_count = serializers.IntegerField()
    unhelpful_count = serializers.IntegerField()
