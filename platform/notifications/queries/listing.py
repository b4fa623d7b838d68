"""What a member was told, as pages and mails show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.notices import Noticed, get_kind
from community.faces import Face, face_of
from community.queries.noticing import list_post_notices, list_topic_notices
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from notifications.models.notification import MOST_FACES, Head, Notification
from notifications.policies import can_have_notices
from people.queries import people_by_id


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice in its reader's language. `path` leads there; empty when there is nothing to see any more."""

    id: UUID
    kind: str
    text: str
    path: str
    face: Face | None
    count: int
    topic_id: UUID | None
    post_id: UUID | None
    at: datetime
    is_read: bool


def unread_count(user_id: UUID) -> int:
    """How many are unread: one row, whatever the number."""
    return unread_of(user_id).values_list("n", flat=True).first() or 0


def unread_of(user_id: UUID) -> "QuerySet[Any, Any]":
    """The same, to be asked together with other numbers."""
    return Head.objects.filter(user_id=user_id).annotate(n=F("unread"))


def list_notices(
    actor: Actor,
    *,
    only_unread: bool = False,
    unmailed_since: datetime | None = None,
    cursor: str | None = None,
    size: int = 25,
) -> Page[NoticeView]:
    """What the actor was told, the latest first; with `unmailed_since` only what came since then and no mail said."""
    authorise(actor, can_have_notices)
    head = Head.objects.filter(user_id=require_user_id(actor)).first()
    through = head.read_through if head is not None else None
    rows = Notification.objects.filter(user_id=require_user_id(actor), is_shown=True)
    if only_unread:
        rows = rows.filter(read_at=None)
        rows = rows.filter(updated_at__gt=through) if through is not None else rows
    if unmailed_since is not None:
        rows = rows.filter(Q(emailed_at=None) | Q(emailed_at__lt=F("updated_at")), updated_at__gt=unmailed_since)
    page = paginate(rows, order=["-updated_at", "-id"], cursor=cursor, size=size)
    return Page(describe_notices(actor, page.items, through=through), page.next_cursor, page.previous_cursor)


def get_notice(actor: Actor, notification_id: UUID) -> NoticeView:
    """One notice of the actor's own; raises NotFoundError."""
    authorise(actor, can_have_notices)
    row = Notification.objects.filter(pk=notification_id, user_id=require_user_id(actor)).first()
    if row is None:
        raise NotFoundError
    return describe_notices(actor, [row], through=None)[0]


def describe_notices(actor: Actor, rows: Sequence[Notification], *, through: datetime | None) -> list[NoticeView]:
    """These notices with names, titles and addresses, as far as this reader may see them; a constant number of queries."""
    topics = list_topic_notices(actor, [row.topic_id for row in rows if row.topic_id is not None])
    posts = list_post_notices(actor, [row.post_id for row in rows if row.post_id is not None])
    people = people_by_id({UUID(ident) for row in rows for ident in row.person_ids})
    views = []
    for row in rows:
        kind = get_kind(row.kind)
        topic = topics.get(row.topic_id) if row.topic_id is not None else None
        post = posts.get(row.post_id) if row.post_id is not None else None
        faces = [face_of(people[UUID(ident)]) for ident in row.person_ids if UUID(ident) in people]
        gone = kind is None or (kind.needs_topic and (topic is None or (row.post_id is not None and post is None)))
        path = post.path if post is not None else topic.path if topic is not None else ""
        text = _("This is no longer here, or not for you to see")
        if not gone and kind is not None:
            number = _number_of_people(row)
            title = topic.title if topic is not None else ""
            noticed = Noticed(_who(faces, number), row.count, number, title, path, row.data)
            text, path = kind.text(noticed), path or (kind.path(noticed) if kind.path is not None else "")
        is_read = row.read_at is not None or (through is not None and row.updated_at <= through)
        views.append(
            NoticeView(
                id=row.pk,
                kind=row.kind,
                text=text,
                path="" if gone else path,
                face=faces[0] if faces and not gone else None,
                count=row.count,
                topic_id=row.topic_id if topic is not None else None,
                post_id=row.post_id if post is not None else None,
                at=row.updated_at,
                is_read=is_read,
            )
        )
    return views


def _number_of_people(row: Notification) -> int:
    """How many people did it. One who did it three times is one; beyond those who are kept, likes and the like count people."""
    known = len(row.person_ids)
    return known if known < MOST_FACES or "first" in row.data else max(known, row.count)


def _who(faces: Sequence[Face], count: int) -> str:
    """ "Ann", "Ann and Bob", "Ann and 4 others"."""
    if not faces:
        return ""
    if count <= 1:
        return faces[0].name
    if count == 2 and len(faces) == 2:
        return _("%(first)s and %(second)s") % {"first": faces[0].name, "second": faces[1].name}
    others = count - 1
    return ngettext("%(first)s and %(count)s other", "%(first)s and %(count)s others", others) % {
        "first": faces[0].name,
        "count": others,
    }
