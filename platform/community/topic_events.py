"""Facts about what topics are for and where they stand: kinds, ideas, articles, pins, timers, moves."""

from typing import ClassVar
from uuid import UUID

from community.events import TopicEvent
from events import audience
from events.base import Touches


class SameProblemNoted(TopicEvent):
    """One more member has the problem of this question."""

    type: ClassVar[str] = "community.same_problem_noted"


class SameProblemWithdrawn(TopicEvent):
    """A member no longer has it."""

    type: ClassVar[str] = "community.same_problem_withdrawn"


class IdeaVoteCast(TopicEvent):
    """Somebody wants this idea."""

    type: ClassVar[str] = "community.idea_vote_cast"


class IdeaVoteWithdrawn(TopicEvent):
    """Somebody took a vote for an idea back."""

    type: ClassVar[str] = "community.idea_vote_withdrawn"


class IdeaDecided(TopicEvent):
    """An idea went on: planned, in progress, done, declined or open again."""

    type: ClassVar[str] = "community.idea_decided"
    before: str
    after: str


class TopicKindChanged(TopicEvent):
    """A topic became one of another kind."""

    type: ClassVar[str] = "community.topic_kind_changed"
    before: str
    after: str


class BannerChanged(TopicEvent):
    """An announcement's banner was put up or taken down."""

    type: ClassVar[str] = "community.banner_changed"
    touches: ClassVar[Touches] = Touches.EVERYTHING
    is_up: bool


class TopicPinned(TopicEvent):
    """The topic stands on top, in its space or everywhere."""

    type: ClassVar[str] = "community.topic_pinned"
    scope: str


class TopicUnpinned(TopicEvent):
    """The topic stands where its last post puts it."""

    type: ClassVar[str] = "community.topic_unpinned"


class TopicBumped(TopicEvent):
    """The topic came to the top of its lists without a new post."""

    type: ClassVar[str] = "community.topic_bumped"


class TopicArchived(TopicEvent):
    """Nothing in the topic changes any more."""

    type: ClassVar[str] = "community.topic_archived"


class TopicUnarchived(TopicEvent):
    """The topic lives again."""

    type: ClassVar[str] = "community.topic_unarchived"


class SlowModeChanged(TopicEvent):
    """How long one waits between two replies of one's own; 0 seconds: not at all."""

    type: ClassVar[str] = "community.slow_mode_changed"
    seconds: int


class TopicMoved(TopicEvent):
    """The topic came into this space from another."""

    type: ClassVar[str] = "community.topic_moved"
    changes_access: ClassVar[bool] = True
    from_space_id: UUID


class TopicMovedAway(TopicEvent):
    """The topic left this space; whoever may not know where it went does not learn it here."""

    type: ClassVar[str] = "community.topic_moved_away"
    changes_access: ClassVar[bool] = True


class PostsMoved(TopicEvent):
    """Posts of another topic stand in this one now, under new positions."""

    type: ClassVar[str] = "community.posts_moved"
    from_topic_id: UUID
    count: int


class PostsMovedAway(TopicEvent):
    """Posts left this topic for another one."""

    type: ClassVar[str] = "community.posts_moved_away"
    changes_access: ClassVar[bool] = True
    count: int


class TopicMerged(TopicEvent):
    """All of this topic became part of another one; its address leads there."""

    type: ClassVar[str] = "community.topic_merged"
    changes_access: ClassVar[bool] = True
    into_topic_id: UUID


class TimerSet(TopicEvent):
    """Something shall happen to the topic later."""

    type: ClassVar[str] = "community.timer_set"
    timer_id: UUID
    kind: str


class TimerCancelled(TopicEvent):
    """It shall not happen after all."""

    type: ClassVar[str] = "community.timer_cancelled"
    timer_id: UUID
    kind: str


class PersonalTopicEvent(TopicEvent):
    """About a topic, for one account alone."""

    touches: ClassVar[Touches] = Touches.NOTHING
    user_id: UUID

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)


class TimerRefused(PersonalTopicEvent):
    """A timer's time came, but who set it may not do this any more."""

    type: ClassVar[str] = "community.timer_refused"
    timer_id: UUID
    kind: str


class TopicReminderDue(PersonalTopicEvent):
    """Somebody wanted to be reminded of the topic now."""

    type: ClassVar[str] = "community.topic_reminder_due"


class ArticleEvent(TopicEvent):
    """Something about a version of an article that is not published: for those who work on it."""

    touches: ClassVar[Touches] = Touches.NOTHING
    version_id: UUID

    @property
    def audience(self) -> str:
        return audience.STAFF


class ArticleDrafted(ArticleEvent):
    """Somebody wrote a version of an article."""

    type: ClassVar[str] = "community.article_drafted"


class ArticleSubmitted(ArticleEvent):
    """A version waits for somebody else to review it."""

    type: ClassVar[str] = "community.article_submitted"


class ArticleReturned(ArticleEvent):
    """The reviewer sent a version back to its author."""

    type: ClassVar[str] = "community.article_returned"
    author_id: UUID


class ArticlePublished(TopicEvent):
    """A reviewed version is what readers get now."""

    type: ClassVar[str] = "community.article_published"
    version_id: UUID
    author_id: UUID


class ArticleConfirmed(TopicEvent):
    """Somebody looked again: the article is still right."""

    type: ClassVar[str] = "community.article_confirmed"


class ArticleRated(TopicEvent):
    """A reader said whether the article helped."""

    type: ClassVar[str] = "community.article_rated"
    is_helpful: bool
