"""What the community does about its own news, once it is on record."""

from community.actions.ideas import settle_after, settle_member
from community.actions.profiling import drop_removed_avatar
from community.actions.translating import note_language
from community.events import (
    MemberLevelChanged,
    PostAdded,
    PostEdited,
    TopicCreated,
    TopicHidden,
    TopicLocked,
    TopicRestored,
    TopicUnlocked,
)
from community.languages import content_languages
from community.queries.texts_of import first_post_id, is_imported_post
from community.topic_events import TopicArchived, TopicUnarchived
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from files.events import UploadRemoved
from kernel.actor import system_actor
from tenants.context import require_tenant_id


@subscribe("community.idea_votes", TopicHidden, TopicRestored, TopicLocked, TopicUnlocked, TopicArchived, TopicUnarchived)
def settle_idea(event: Event, _recorded: Recorded) -> None:
    """An idea stopped taking votes or takes them again: which of its voters' votes count may differ now."""
    assert isinstance(event, TopicHidden | TopicRestored | TopicLocked | TopicUnlocked | TopicArchived | TopicUnarchived)
    settle_after(actor=system_actor(require_tenant_id()), topic_id=event.topic_id)


@subscribe("community.idea_quotas", MemberLevelChanged)
def settle_quota(event: Event, _recorded: Recorded) -> None:
    """A member has more votes now, or fewer."""
    assert isinstance(event, MemberLevelChanged)
    settle_member(actor=system_actor(require_tenant_id()), user_id=event.user_id)


@subscribe("community.languages", TopicCreated, PostAdded, PostEdited)
def notice_language(event: Event, _recorded: Recorded) -> None:
    """What is written in another language than its space is said to be in that one."""
    assert isinstance(event, TopicCreated | PostAdded | PostEdited)
    post_id = event.post_id if isinstance(event, PostAdded | PostEdited) else first_post_id(event.topic_id)
    if post_id is not None and not is_imported_post(post_id):
        note_language(actor=system_actor(require_tenant_id()), post_id=post_id, among=content_languages())


@subscribe("community.avatars", UploadRemoved)
def drop_avatar(event: Event, _recorded: Recorded) -> None:
    """An administrator removed a file: whoever showed it as their picture shows initials again."""
    assert isinstance(event, UploadRemoved)
    if event.owner_id is not None:
        drop_removed_avatar(actor=system_actor(require_tenant_id()), user_id=event.owner_id, upload_id=event.upload_id)
