"""Leaderboards: who has how many points in a period, a space, a language. Equal points share a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import connection

from accounts.queries import list_staff
from community.faces import Face
from community.queries.spaces import list_spaces
from kernel.actor import Actor
from kernel.errors import InvalidError, NotFoundError
from kernel.pagination import MAX_PAGE, CursorError, Page, decode_cursor, encode_cursor
from recognition.models.member import Preference
from recognition.models.rollup import PointsRollup
from recognition.queries.faces import faces_of
from recognition.queries.switches import require
from recognition.rules.points import PERIODS, period_bounds

LANGUAGES_SECONDS = 300


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A member's place. `is_me` marks the reader's own."""

    user_id: UUID
    points: int
    rank: int
    face: Face | None
    is_me: bool


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a leaderboard with the reader's own place, whether or not it is on this page."""

    period: str
    starts_on: date | None
    ends_on: date | None
    page: Page[BoardRow]
    mine: BoardRow | None
    is_hidden: bool


def get_board(
    actor: Actor,
    *,
    period: str = "month",
    space_id: UUID | None = None,
    language: str = "",
    cursor: str | None = None,
    size: int = 25,
    today: date,
) -> Board:
    """A page of a leaderboard; raises NotFoundError while there are none, or for a space that the reader may not see."""
    wanted = require("leaderboards")
    if period not in PERIODS:
        raise InvalidError.choose("period", PERIODS)
    if space_id is not None and space_id not in {space.pk for space in list_spaces(actor)}:
        raise NotFoundError
    starts_on, ends_on = period_bounds(period, today)
    left_out = [] if wanted.staff_on_leaderboards else [user.id for user in list_staff()]
    ranked, values = _ranked(
        period,
        {
            "p.starts_on >= %s": starts_on,
            "p.starts_on < %s": ends_on,
            "p.space_id = %s": space_id,
            "p.language = %s": language or None,
            "NOT p.user_id = ANY(%s::uuid[])": left_out or None,
        },
    )
    rows, following, previous = _page(ranked, values, cursor, max(1, min(size, MAX_PAGE)))
    own, is_hidden = _own(ranked, values, actor.user_id) if actor.user_id is not None else (None, False)
    faces = faces_of({row[0] for row in rows} | ({own[0]} if own else set()))

    def shown(row: tuple[UUID, int, int]) -> BoardRow:
        return BoardRow(row[0], row[1], row[2], faces.get(row[0]), row[0] == actor.user_id)

    return Board(
        period=period,
        starts_on=starts_on,
        ends_on=ends_on,
        page=Page([shown(row) for row in rows], following, previous),
        mine=shown(own) if own else None,
        is_hidden=is_hidden,
    )


def is_unranked(user_id: UUID) -> bool:
    """Whether the member chose to stand on no leaderboard."""
    return Preference.objects.filter(user_id=user_id, unranked_at__isnull=False).exists()


def list_board_languages() -> list[str]:
    """Languages in which points were ever earned; a new one may take five minutes to be offered."""
    rows = PointsRollup.objects.filter(unit="month").exclude(language="").values_list("language", flat=True)
    found: list[str] | None = cache.get_or_set(
        "recognition:board-languages", lambda: sorted(set(rows.distinct())), LANGUAGES_SECONDS
    )
    return found or []


def _ranked(period: str, narrowed: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The ranking as SQL, the same whichever page of it is asked for. Days and weeks read days, longer periods months."""
    used = {clause: value for clause, value in narrowed.items() if value is not None}
    conditions = ["p.unit = %s", *used]
    values = ["day" if period in ("day", "week") else "month", *used.values()]
    return (
        f"""WITH sums AS (
                SELECT p.user_id, sum(p.points)::bigint AS points FROM recognition_pointsrollup p
                WHERE {" AND ".join(conditions)} AND NOT EXISTS (
                    SELECT 1 FROM recognition_preference f
                    WHERE f.user_id = p.user_id AND (f.unranked_at IS NOT NULL OR f.left_at IS NOT NULL))
                GROUP BY p.user_id HAVING sum(p.points) > 0),
            ranked AS (SELECT user_id, points, dense_rank() OVER (ORDER BY points DESC) AS rank FROM sums)
            SELECT user_id, points, rank FROM ranked """,
        values,
    )


def _page(
    ranked: str, values: list[Any], cursor: str | None, size: int
) -> tuple[list[tuple[UUID, int, int]], str | None, str | None]:
    backwards, at = decode_cursor(cursor, 2) if cursor else (False, [])
    after = ""
    if at:
        comparison = (
            "(points > %s OR (points = %s AND user_id < %s))" if backwards else "(points < %s OR (points = %s AND user_id > %s))"
        )
        after = f"WHERE {comparison}"
        values = [*values, *_typed(at)]
    order = "points ASC, user_id DESC" if backwards else "points DESC, user_id ASC"
    with connection.cursor() as found:
        found.execute(f"{ranked} {after} ORDER BY {order} LIMIT %s", [*values, size + 1])
        rows = [(row[0], int(row[1]), int(row[2])) for row in found.fetchall()]
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (True, more) if backwards else (more, bool(at))
    following = encode_cursor(rows[-1][1::-1]) if rows and has_next else None
    return rows, following, encode_cursor(rows[0][1::-1], backwards=True) if rows and has_previous else None


def _typed(at: list[Any]) -> list[Any]:
    try:
        points, user_id = int(at[0]), UUID(str(at[1]))
    except ValueError as error:
        raise CursorError from error
    return [points, points, user_id]


def _own(ranked: str, values: list[Any], user_id: UUID) -> tuple[tuple[UUID, int, int] | None, bool]:
    """The member's place, and whether they chose to have none; in one statement."""
    hidden = "SELECT user_id, 0, 0 FROM recognition_preference WHERE user_id = %s AND unranked_at IS NOT NULL"
    with connection.cursor() as found:
        found.execute(f"{ranked} WHERE user_id = %s UNION ALL {hidden}", [*values, user_id, user_id])
        rows = [(row[0], int(row[1]), int(row[2])) for row in found.fetchall()]
    return next((row for row in rows if row[2] > 0), None), any(row[2] == 0 for row in rows)
