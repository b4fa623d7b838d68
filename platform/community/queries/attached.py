"""Whose uploads may be fetched because they stand in posts."""

from collections.abc import Collection
from uuid import UUID

from community.abilities import Ability, can
from community.models.post import Post
from community.policies import can_view_post
from community.queries.members import may_write
from kernel.actor import Actor


def readable_posts(actor: Actor, ids: Collection[UUID]) -> Collection[UUID]:
    """Those of these posts that the actor may read: implements files.contracts.MayRead."""
    rows = Post.objects.select_related("topic__space").filter(pk__in=list(ids))
    return {post.pk for post in rows if can_view_post(actor, post)}


def may_upload(actor: Actor, is_picture: bool) -> bool:
    """Whether the actor's trust level lets them upload this: implements files.contracts.MayUpload."""
    return may_write(actor) and can(actor, Ability.POST_IMAGES if is_picture else Ability.UPLOAD_FILES)
