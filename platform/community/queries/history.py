"""What a post said before, and what changed each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.authorship import known_author_id
from community.differences import Piece, Row, diff_inline, diff_rows
from community.faces import Face, face_of
from community.models.post import Post, PostRevision
from community.policies import can_edit_post, can_moderate_post
from community.queries.reading import find_post
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from people.queries import people_by_id


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: who made version `version` out of the one before, and how. Nothing is told of what is hidden."""

    version: int
    before: int
    editor: Face
    at: datetime
    title: Sequence[Piece]
    inline: Sequence[Piece]
    rows: Sequence[Row]
    is_hidden: bool
    may_read: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page of a post's edits, latest first."""

    post: Post
    changes: Page[Change]
    may_moderate: bool
    may_edit: bool


def get_history(actor: Actor, post_id: UUID, *, cursor: str | None = None, size: int = 10) -> History:
    """The edits of a post; raises NotFoundError when there is no such post for this reader.

    A hidden version is kept from readers in both edits that would show it: the one that made it and the one that ended it.
    """
    post = find_post(actor, post_id)
    sees_all = can_moderate_post(actor, post)
    page = paginate(PostRevision.objects.filter(post=post), order=["-version", "-id"], cursor=cursor, size=size)
    people = people_by_id({revision.edited_by_id for revision in page.items})
    after = _after(post, page.items)
    changes = [
        _change(post, revision, after[revision.version], face_of(people.get(revision.edited_by_id)), sees_all=sees_all)
        for revision in page.items
    ]
    may_edit = can_edit_post(actor, post, known_author_id(actor), now())
    return History(post, Page(changes, page.next_cursor, page.previous_cursor), sees_all, may_edit)


def get_revision(actor: Actor, post: Post, version: int) -> PostRevision:
    """One earlier version of a post that the caller has checked; raises NotFoundError when it is none or hidden from this reader."""
    revision = PostRevision.objects.filter(post=post, version=version).first()
    if revision is None or (revision.hidden_at is not None and not can_moderate_post(actor, post)):
        raise NotFoundError
    return revision


def _after(post: Post, revisions: Sequence[PostRevision]) -> dict[int, PostRevision | None]:
    """What each of these revisions became; None stands for what the post says today."""
    if not revisions:
        return {}
    newest = revisions[0].version
    later = PostRevision.objects.filter(post=post, version__gt=newest).order_by("version").first()
    chain = [later, *revisions]
    return {revision.version: chain[index] for index, revision in enumerate(revisions)}


def _change(post: Post, old: PostRevision, new: PostRevision | None, editor: Face, *, sees_all: bool) -> Change:
    hidden = old.hidden_at is not None or (new is not None and new.hidden_at is not None)
    may_read = sees_all or not hidden
    title, body = (new.title, new.body) if new is not None else (post.topic.title if post.position == 1 else "", post.body)
    return Change(
        version=new.version if new is not None else post.version,
        before=old.version,
        editor=editor,
        at=old.at,
        title=diff_inline(old.title, title) if may_read and old.title != title else [],
        inline=diff_inline(old.body, body) if may_read else [],
        rows=diff_rows(old.body, body) if may_read else [],
        is_hidden=old.hidden_at is not None,
        may_read=may_read,
    )
