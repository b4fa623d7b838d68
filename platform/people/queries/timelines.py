"""One timeline of a person across all rooms that know something of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from heapq import merge as merge_sorted
from itertools import islice
from uuid import UUID

from django.db.models import Q

from accounts.queries import list_user_infos
from kernel.actor import Actor
from kernel.pagination import MAX_PAGE, CursorError, Page, decode_cursor, encode_cursor
from people.contracts import Position, TimelineEntry, list_timeline_sources
from people.models import Merge, PersonNote
from people.queries import people_by_id
from people.queries.profiles import get_scope

EXCERPT = 280


def list_timeline(actor: Actor, person_id: UUID, *, cursor: str | None = None, size: int = 25) -> Page[TimelineEntry]:
    """What happened with a person, newest first, whichever of their ids is asked for; raises NotFoundError."""
    size = max(1, min(size, MAX_PAGE))
    scope = get_scope(actor, person_id)
    before = _position(cursor) if cursor else None
    parts = [source.entries(actor, scope.ids, before, size + 1) for _name, source in list_timeline_sources()]
    if scope.sees_notes:
        parts += [_notes(scope.person_id, before, size + 1), _merges(scope.ids, before, size + 1)]
    newest_first = merge_sorted(*parts, key=lambda entry: (entry.at, entry.id), reverse=True)
    found = list(islice(newest_first, size + 1))
    more, found = len(found) > size, found[:size]
    return Page(found, encode_cursor([found[-1].at.isoformat(), found[-1].id]) if more else None)


def _position(cursor: str) -> Position:
    _backwards, (at, ident) = decode_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(str(at))
        if moment.tzinfo is None:
            raise CursorError
        return Position(moment.astimezone(UTC), UUID(str(ident)))
    except (ValueError, OverflowError) as error:
        raise CursorError from error


def _notes(person_id: UUID, before: Position | None, limit: int) -> Sequence[TimelineEntry]:
    earlier = Q(created_at__lt=before.at) | Q(created_at=before.at, pk__lt=before.id) if before else Q()
    rows = list(PersonNote.objects.filter(earlier, person=person_id).order_by("-created_at", "-pk")[:limit])
    authors = list_user_infos({row.author_id for row in rows})
    return [TimelineEntry(row.created_at, row.pk, "note", authors[row.author_id].name, row.body[:EXCERPT]) for row in rows]


def _merges(ids: Sequence[UUID], before: Position | None, limit: int) -> Sequence[TimelineEntry]:
    earlier = Q(merged_at__lt=before.at) | Q(merged_at=before.at, pk__lt=before.id) if before else Q()
    standing = Merge.objects.filter(earlier, undone_at=None, merged__in=ids).order_by("-merged_at", "-pk")
    rows = list(standing[:limit])
    names = people_by_id(row.merged_id for row in rows)
    return [TimelineEntry(row.merged_at, row.pk, "merge", names[row.merged_id].name) for row in rows]
