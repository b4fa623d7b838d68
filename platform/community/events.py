"""Facts about the community. Whoever may read the space may learn of them."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import AccountEvent, Event, Touches


class WatchKind(StrEnum):
    """What an account can follow."""

    TOPIC = "topic"
    TAG = "tag"
    SPACE = "space"


class SpaceEvent(Event):
    """Something about a space as a whole."""

    space_id: UUID

    @property
    def subject(self) -> str:
        return f"space:{self.space_id}"

    @property
    def audience(self) -> str:
        return audience.of("space", self.space_id)


class SpaceCreated(SpaceEvent):
    """A space was made."""

    type: ClassVar[str] = "community.space_created"


class SpaceChanged(SpaceEvent):
    """A space's name, readers or patience changed."""

    type: ClassVar[str] = "community.space_changed"
    changes_access: ClassVar[bool] = True


class SpaceImported(SpaceEvent):
    """Many topics came in at once, without an event each."""

    type: ClassVar[str] = "community.space_imported"
    topics: int
    posts: int


class TopicEvent(Event):
    """Something about one topic."""

    touches: ClassVar[Touches] = Touches.SUBJECT
    space_id: UUID
    topic_id: UUID

    @property
    def subject(self) -> str:
        return f"topic:{self.topic_id}"

    @property
    def audience(self) -> str:
        return audience.of("space", self.space_id)


class TopicCreated(TopicEvent):
    """Somebody asked, began a discussion or announced something; its text is post number 1."""

    type: ClassVar[str] = "community.topic_created"
    author_id: UUID
    kind: str


class TopicHeld(TopicEvent):
    """A new topic waits for approval; nobody but its author and the moderators sees it."""

    type: ClassVar[str] = "community.topic_held"
    author_id: UUID

    @property
    def audience(self) -> str:
        return audience.STAFF


class TopicLocked(TopicEvent):
    """No more replies, except by moderators."""

    type: ClassVar[str] = "community.topic_locked"


class TopicUnlocked(TopicEvent):
    """Replies are welcome again."""

    type: ClassVar[str] = "community.topic_unlocked"


class TopicHidden(TopicEvent):
    """A moderator took the topic out of sight."""

    type: ClassVar[str] = "community.topic_hidden"


class TopicRestored(TopicEvent):
    """A hidden topic is back."""

    type: ClassVar[str] = "community.topic_restored"


class PostEvent(TopicEvent):
    """Something about one post."""

    post_id: UUID
    position: int


class PostAdded(PostEvent):
    """Somebody replied. `origin` says whether from the community or from the staff's desk."""

    type: ClassVar[str] = "community.post_added"
    author_id: UUID
    origin: str


class PostHeld(PostEvent):
    """A reply waits for approval; nobody but its author and the moderators sees it."""

    type: ClassVar[str] = "community.post_held"
    author_id: UUID

    @property
    def audience(self) -> str:
        return audience.STAFF


class PostEdited(PostEvent):
    """A post, or with position 1 the topic, says something else now."""

    type: ClassVar[str] = "community.post_edited"


class PostHidden(PostEvent):
    """A moderator took a reply out of sight."""

    type: ClassVar[str] = "community.post_hidden"


class PostRestored(PostEvent):
    """A hidden reply is back."""

    type: ClassVar[str] = "community.post_restored"


class SolutionAccepted(PostEvent):
    """This reply solved the question."""

    type: ClassVar[str] = "community.solution_accepted"
    author_id: UUID


class SolutionCleared(PostEvent):
    """The reply is no longer the solution."""

    type: ClassVar[str] = "community.solution_cleared"


class VoteCast(PostEvent):
    """Somebody found a post useful."""

    type: ClassVar[str] = "community.vote_cast"


class VoteWithdrawn(PostEvent):
    """A vote was taken back."""

    type: ClassVar[str] = "community.vote_withdrawn"


class MemberEvent(Event):
    """Something about one account in the community; it goes to that account."""

    user_id: UUID

    @property
    def subject(self) -> str:
        return f"member:{self.user_id}"

    @property
    def audience(self) -> str:
        return audience.of("user", self.user_id)


class MemberLevelChanged(MemberEvent):
    """A trust level was reached or lost."""

    type: ClassVar[str] = "community.member_level_changed"
    old_level: int
    new_level: int


class BadgeAwarded(MemberEvent):
    """The member earned a badge, or was given one. `contracts.badge_labels` says how it is called."""

    type: ClassVar[str] = "community.badge_awarded"
    badge_id: UUID
    award_id: UUID


class MemberTitleChanged(MemberEvent):
    """A title was given or taken."""

    type: ClassVar[str] = "community.member_title_changed"


class MemberRestricted(MemberEvent):
    """Silence or suspension began, changed or ended."""

    type: ClassVar[str] = "community.member_restricted"


class WatchChanged(MemberEvent):
    """The account follows something more or less closely than before."""

    type: ClassVar[str] = "community.watch_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
    kind: WatchKind
    target_id: UUID


class GroupChanged(Event):
    """A group was made, changed or removed, or somebody came or left."""

    type: ClassVar[str] = "community.group_changed"
    group_id: UUID

    @property
    def subject(self) -> str:
        return f"group:{self.group_id}"

    @property
    def audience(self) -> str:
        return audience.STAFF


class PollChanged(PostEvent):
    """A poll was made, voted in, closed or opened again."""

    type: ClassVar[str] = "community.poll_changed"


class Mentioned(PostEvent):
    """A visible post names people, groups or teams whom it did not name before; `mention_ids` are its rows."""

    type: ClassVar[str] = "community.mentioned"
    touches: ClassVar[Touches] = Touches.NOTHING
    author_id: UUID
    mention_ids: list[UUID]

    @property
    def audience(self) -> str:
        return audience.NOBODY


class WikiChanged(PostEvent):
    """A post became one that members edit together, or stopped being one."""

    type: ClassVar[str] = "community.wiki_changed"


class RevisionHidden(PostEvent):
    """A moderator took an earlier version of a post out of sight, or brought it back."""

    type: ClassVar[str] = "community.revision_hidden"
    revision: int
    is_hidden: bool


class TopicScheduled(TopicEvent):
    """A topic waits for its time; its author and the team know of it."""

    type: ClassVar[str] = "community.topic_scheduled"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class StaffTopicCreated(TopicEvent):
    """Somebody of the staff began a topic that only staff see."""

    type: ClassVar[str] = "community.staff_topic_created"
    author_id: UUID

    @property
    def audience(self) -> str:
        return audience.STAFF


class TemplateChanged(SpaceEvent):
    """A text to begin with was made, changed or removed."""

    type: ClassVar[str] = "community.template_changed"


class ReadingRecorded(AccountEvent):
    """A member read something that day; what exactly stands in the day's roll-up. At most once in five minutes."""

    type: ClassVar[str] = "community.reading_recorded"
    touches: ClassVar[Touches] = Touches.NOTHING
    date: date

    @property
    def audience(self) -> str:
        return audience.NOBODY


class TopicsRanked(Event):
    """Top and hot lists have another order than before."""

    type: ClassVar[str] = "community.topics_ranked"
    touches: ClassVar[Touches] = Touches.SUBJECT
    changed: int

    @property
    def subject(self) -> str:
        # about no row of its own: lists as a whole
        return f"ranks:{UUID(int=0)}"

    @property
    def audience(self) -> str:
        return audience.NOBODY


class FlagEvent(PostEvent):
    """What moderators made of a member's flag on a post, for those who count."""

    flagger_id: UUID

    @property
    def audience(self) -> str:
        return audience.NOBODY


class FlagUpheld(FlagEvent):
    """They agreed with it."""

    type: ClassVar[str] = "community.flag_upheld"


class FlagOverturned(FlagEvent):
    """They agreed no longer."""

    type: ClassVar[str] = "community.flag_overturned"


class PostLanguageSet(PostEvent):
    """The post is in another language than was thought."""

    type: ClassVar[str] = "community.post_language_set"


class PostTranslated(PostEvent):
    """A translation of the post was written, replaced or taken away."""

    type: ClassVar[str] = "community.post_translated"


class TranslationWanted(PostEvent):
    """Somebody asked for a machine's translation."""

    type: ClassVar[str] = "community.translation_wanted"
    translation_id: UUID

    @property
    def audience(self) -> str:
        return audience.NOBODY
