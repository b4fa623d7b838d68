"""Facts about what members keep, whom they follow, and what they say of themselves."""

from typing import ClassVar, Literal
from uuid import UUID

from community.events import MemberEvent
from events.base import Touches


class RelationChanged(MemberEvent):
    """The account follows or ignores another, or no longer. Only its owner hears of it."""

    type: ClassVar[str] = "community.relation_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
    target_id: UUID
    kind: Literal["follow", "ignore"]
    is_on: bool


class BookmarkChanged(MemberEvent):
    """The account keeps a post, or no longer."""

    type: ClassVar[str] = "community.bookmark_changed"
    touches: ClassVar[Touches] = Touches.NOTHING
    post_id: UUID
    is_kept: bool


class ProfileTextChanged(MemberEvent):
    """What a member says about themselves changed."""

    type: ClassVar[str] = "community.profile_text_changed"
