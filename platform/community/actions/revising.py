"""Earlier versions of a post: hiding what should not be read any more, and going back to one."""

from datetime import datetime
from uuid import UUID

from community.actions.finding import lock_post
from community.authorship import author_id_of
from community.events import RevisionHidden
from community.models.post import Post, PostRevision
from community.policies import can_moderate_post
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError


@action
def hide_revision(*, actor: Actor, post_id: UUID, version: int, at: datetime | None = None) -> PostRevision:
    """Take one earlier version out of sight: moderators alone see it then, and what changed from and to it."""
    return _set(actor, post_id, version, at or now(), hidden=True)


@action
def show_revision(*, actor: Actor, post_id: UUID, version: int, at: datetime | None = None) -> PostRevision:
    """Bring a hidden version back."""
    return _set(actor, post_id, version, at or now(), hidden=False)


def _set(actor: Actor, post_id: UUID, version: int, at: datetime, *, hidden: bool) -> PostRevision:
    post = lock_post(actor, post_id, can_moderate_post)
    revision = PostRevision.objects.filter(post=post, version=version).first()
    if revision is None:
        raise NotFoundError
    if (revision.hidden_at is not None) == hidden:
        return revision
    revision.hidden_at = at if hidden else None
    revision.hidden_by_id = author_id_of(actor) if hidden else None
    revision.save(update_fields=["hidden_at", "hidden_by"])
    publish(_event(post, version, hidden=hidden), actor=actor, at=at)
    return revision


def _event(post: Post, version: int, *, hidden: bool) -> RevisionHidden:
    return RevisionHidden(
        space_id=post.topic.space_id,
        topic_id=post.topic_id,
        post_id=post.pk,
        position=post.position,
        revision=version,
        is_hidden=hidden,
    )
