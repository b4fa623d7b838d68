"""Facts about tags, which everybody may learn of."""

from typing import ClassVar
from uuid import UUID

from events import audience
from events.base import Event


class TagChanged(Event):
    """A tag was made, named, described, grouped or made a synonym."""

    type: ClassVar[str] = "community.tag_changed"
    tag_id: UUID

    @property
    def subject(self) -> str:
        return f"tag:{self.tag_id}"

    @property
    def audience(self) -> str:
        return audience.EVERYONE


class TagsMerged(TagChanged):
    """All topics of one tag carry another one now."""

    type: ClassVar[str] = "community.tags_merged"
    gone_id: UUID


class TagDeleted(TagChanged):
    """A tag is gone from all topics."""

    type: ClassVar[str] = "community.tag_deleted"


class TagGroupChanged(Event):
    """A group of tags was made, changed or taken apart."""

    type: ClassVar[str] = "community.tag_group_changed"
    group_id: UUID

    @property
    def subject(self) -> str:
        return f"tag_group:{self.group_id}"

    @property
    def audience(self) -> str:
        return audience.EVERYONE
