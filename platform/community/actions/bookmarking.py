"""Keeping posts to find them again, and being reminded of them."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actions.notices import give_notice
from accounts.actors import actor_for_user_id, require_user_id
from community.errors import PastTimeError, TooManyBookmarksError
from community.member_events import BookmarkChanged
from community.models.bookmark import Bookmark
from community.models.post import Post
from community.policies import can_bookmark, can_view_post
from events.recording import action, publish
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from kernel.text import one_line

MOST, MAX_NAME = 2_000, 120
"""How many one member may keep."""


@action
def keep_post(
    *, actor: Actor, post_id: UUID, name: str = "", remind_at: datetime | None = None, at: datetime | None = None
) -> Bookmark:
    """The bookmark of this post with this name and reminder; a second time changes them."""
    at = at or now()
    post = Post.objects.select_related("topic__space").filter(pk=post_id).first()
    if post is None:
        raise NotFoundError
    authorise(actor, can_bookmark, post)
    name = one_line(name)
    if len(name) > MAX_NAME:
        raise InvalidError(fields={"name": [_("At most %(bound)s characters.") % {"bound": MAX_NAME}]})
    if remind_at is not None and remind_at <= at:
        raise InvalidError(fields={"remind_at": [str(PastTimeError.message)]})
    user_id = require_user_id(actor)
    kept = Bookmark.objects.select_for_update().filter(user_id=user_id, post=post).first()
    if kept is None:
        if Bookmark.objects.filter(user_id=user_id).count() >= MOST:
            raise TooManyBookmarksError
        kept = Bookmark(user_id=user_id, post=post, created_at=at)
    elif (kept.name, kept.remind_at) == (name, remind_at):
        return kept
    kept.name, kept.remind_at, kept.reminded_at = name, remind_at, None
    kept.save()
    publish(BookmarkChanged(user_id=user_id, post_id=post.pk, is_kept=True), actor=actor, at=at)
    return kept


@action
def drop_bookmark(*, actor: Actor, post_id: UUID, at: datetime | None = None) -> None:
    """Keep this post no longer; nothing when it was not kept."""
    user_id = require_user_id(actor)
    gone, _ = Bookmark.objects.filter(user_id=user_id, post_id=post_id).delete()
    if gone:
        publish(BookmarkChanged(user_id=user_id, post_id=post_id, is_kept=False), actor=actor, at=at)


@action
def remind_of_bookmark(*, actor: Actor, bookmark_id: UUID, at: datetime) -> bool:
    """Tell its owner, once; nothing when somebody was quicker or the owner may no longer read the post."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    kept = Bookmark.objects.select_for_update(of=("self",)).select_related("post__topic__space").filter(pk=bookmark_id).first()
    if kept is None or kept.reminded_at is not None or kept.remind_at is None or kept.remind_at > at:
        return False
    kept.reminded_at = at
    kept.save(update_fields=["reminded_at"])
    if not can_view_post(actor_for_user_id(kept.user_id), kept.post):
        return False
    give_notice(
        actor=actor,
        user_id=kept.user_id,
        kind="reminder",
        key=f"{kept.pk}:{int(kept.remind_at.timestamp())}",
        topic_id=kept.post.topic_id,
        post_id=kept.post_id,
        at=at,
    )
    return True
