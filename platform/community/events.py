"""Facts about the community. Whoever may read the space may learn of them."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


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
