"""Replies of a topic for moderators who choose some of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.faces import Face, face_of
from community.models.hiding import HiddenAs
from community.models.post import Post
from community.models.topic import Topic
from kernel.markdown import excerpt
from kernel.pagination import Page, paginate
from people.contracts import PersonInfo
from people.queries import people_by_id

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class SelectablePost:
    """A reply in a list to choose from."""

    id: UUID
    position: int
    author: Face
    excerpt: str
    language: str
    created_at: datetime
    is_hidden: bool
    is_held: bool


def list_selectable(topic: Topic, *, cursor: str | None = None) -> Page[SelectablePost]:
    """The replies of this topic, which the caller has checked, in order."""
    page = paginate(Post.objects.filter(topic=topic, position__gt=1), order=["position"], cursor=cursor, size=AT_ONCE)
    people = people_by_id({post.author_id for post in page.items})
    return page.map(lambda post: _view(post, people))


def _view(post: Post, people: Mapping[UUID, PersonInfo]) -> SelectablePost:
    return SelectablePost(
        id=post.pk,
        position=post.position,
        author=face_of(people.get(post.author_id)),
        excerpt=excerpt(post.html, 200),
        language=post.language,
        created_at=post.created_at,
        is_hidden=post.hidden_at is not None,
        is_held=post.hidden_as == HiddenAs.HELD,
    )
