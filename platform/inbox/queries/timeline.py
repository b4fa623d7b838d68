"""A conversation's timeline: one order out of three tables, newest page first, each page oldest first."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from inbox.contracts import Entry, PersonRef
from inbox.models.conversations import Conversation
from inbox.models.timeline import Message, Note, TimelineEvent
from inbox.queries.refs import list_person_refs
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import MAX_PAGE, CursorError, Page, decode_cursor, encode_cursor

M = TypeVar("M", bound=Model)
Row = Message | Note | TimelineEvent


def get_timeline(*, actor: Actor, conversation_id: UUID, cursor: str | None, size: int = 50) -> Page[Entry]:
    """One page. `next_cursor` leads to what was earlier, `previous_cursor` to what came later."""
    conversation = Conversation.objects.visible_to(actor).only("pk").filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFoundError
    size = max(1, min(size, MAX_PAGE))
    later, position = _decode(cursor)
    rows: list[Row] = []
    for table in (Message, Note, TimelineEvent):
        rows += _cut(table._default_manager.filter(conversation=conversation), later, position, size + 1)
    rows.sort(key=lambda row: row.position, reverse=not later)
    more, rows = len(rows) > size, rows[:size]
    if not later:
        rows.reverse()
    earlier_there = more if not later else True
    later_there = (position is not None) if not later else more
    return Page(
        items=as_entries(rows),
        next_cursor=encode_cursor([rows[0].position]) if rows and earlier_there else None,
        previous_cursor=encode_cursor([rows[-1].position], backwards=True) if rows and later_there else None,
    )


def _decode(cursor: str | None) -> tuple[bool, int | None]:
    if not cursor:
        return False, None
    later, values = decode_cursor(cursor, 1)
    if not isinstance(values[0], int) or not 0 <= values[0] < 2**31:
        raise CursorError
    return later, values[0]


def _cut(rows: QuerySet[M, M], later: bool, position: int | None, most: int) -> list[M]:
    if position is not None:
        rows = rows.filter(position__gt=position) if later else rows.filter(position__lt=position)
    return list(rows.order_by("position" if later else "-position")[:most])


def list_entries_missed(conversation: Conversation, seen_seq: int, author_id: UUID) -> Sequence[Entry]:
    """Public messages after `seen_seq` that somebody else wrote, the latest twenty of them, oldest first."""
    missed = conversation.messages.filter(seq__gt=seen_seq).exclude(author_id=author_id).order_by("-seq")[:20]
    return as_entries(list(reversed(missed)))


def message_entry(message: Message) -> Entry:
    """One message as a line of the timeline."""
    return as_entries([message])[0]


def note_entry(note: Note) -> Entry:
    """One note as a line of the timeline."""
    return as_entries([note])[0]


def event_entry(event: TimelineEvent) -> Entry:
    """One record as a line of the timeline."""
    return as_entries([event])[0]


def as_entries(rows: Sequence[Row]) -> list[Entry]:
    """Rows of the three tables as lines, with their authors in three queries."""
    people = list_person_refs({row.author_id for row in rows if row.author_id is not None})
    return [_entry(row, people) for row in rows]


def _entry(row: Row, people: Mapping[UUID, PersonRef]) -> Entry:
    author = people.get(row.author_id) if row.author_id is not None else None
    shared: dict[str, Any] = {"id": row.pk, "at": row.at, "author": author, "position": row.position}
    if isinstance(row, Message):
        return Entry(
            kind="message",
            seq=row.seq,
            direction=row.direction,
            body_html=row.html,
            body_text=row.body,
            via=row.via,
            delivery=row.delivery or None,
            **shared,
        )
    if isinstance(row, Note):
        return Entry(kind="note", body_html=row.html, body_text=row.body, via="desk", **shared)
    return Entry(kind="event", code=row.code, data=row.data, **shared)
