"""What an account keeps to find it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import require_user_id
from community.addresses import place_of, topic_path
from community.extensions import MenuItem
from community.models.bookmark import Bookmark
from community.queries.spaces import list_spaces
from kernel.actor import Actor
from kernel.markdown import excerpt
from kernel.pagination import Page, paginate
from kernel.prepared import prepared

_ANY = UUID("5f0c8b1e-7f0e-4d3a-9d52-6b8f5e1c2a47")
"""Stands for any post's id, so that an address is made once for a page of posts."""


@dataclass(frozen=True, slots=True)
class BookmarkView:
    """One bookmark with what it leads to."""

    post_id: UUID
    name: str
    title: str
    path: str
    text: str
    created_at: datetime
    remind_at: datetime | None
    reminded_at: datetime | None


def list_bookmarks(
    actor: Actor, *, text: str = "", with_reminder: bool = False, cursor: str | None, size: int = 25
) -> Page[BookmarkView]:
    """The actor's bookmarks of posts that they may still read, the latest first; `text` looks in names and titles."""
    spaces = [space.pk for space in list_spaces(actor)]
    rows = Bookmark.objects.select_related("post__topic").filter(
        user_id=require_user_id(actor),
        post__hidden_at=None,
        post__topic__hidden_at=None,
        post__topic__space_id__in=spaces,
    )
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(post__topic__title__icontains=text))
    if with_reminder:
        rows = rows.filter(remind_at__isnull=False, reminded_at=None)
    return paginate(rows, order=("-created_at", "-id"), cursor=cursor, size=size).map(_view)


def get_bookmark(actor: Actor, post_id: UUID) -> Bookmark | None:
    """The actor's bookmark of this post."""
    return Bookmark.objects.filter(user_id=require_user_id(actor), post_id=post_id).first()


def list_due_bookmarks(at: datetime, *, most: int = 500) -> list[UUID]:
    """Those whose time has come, the oldest first; one index read."""
    rows = Bookmark.objects.filter(remind_at__lte=at, reminded_at=None)
    return list(rows.order_by("remind_at", "pk").values_list("pk", flat=True)[:most])


def bookmark_menu(actor: Actor, post_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[MenuItem]]:
    """ "Bookmark" on every post, for those who have an account; one query."""
    if actor.user_id is None:
        return {}
    kept = set(_kept(actor.user_id, list(post_ids)))
    words, to_any = (_("Bookmark"), _("Bookmarked")), reverse("community_bookmark", args=[_ANY])
    return {post_id: [MenuItem(words[post_id in kept], to_any.replace(str(_ANY), str(post_id)))] for post_id in post_ids}


@prepared
def _kept(user_id: UUID, post_ids: list[UUID]) -> QuerySet[Bookmark, UUID]:
    return Bookmark.objects.filter(user_id=user_id, post_id__among=post_ids).values_list("post_id", flat=True)


def _view(row: Bookmark) -> BookmarkView:
    topic = row.post.topic
    return BookmarkView(
        post_id=row.post_id,
        name=row.name,
        title=topic.title,
        path=topic_path(topic.number, topic.slug) + place_of(row.post.position),
        text=excerpt(row.post.html, 180),
        created_at=row.created_at,
        remind_at=row.remind_at,
        reminded_at=row.reminded_at,
    )
