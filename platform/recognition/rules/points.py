"""What deeds are worth: weights of the brand, and other ones in particular spaces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

HOUR, HUNDRED = 3_600, 100


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by kind of deed; `in_spaces` overrules them for a space."""

    everywhere: Mapping[str, int]
    in_spaces: Mapping[tuple[UUID, str], int] = field(default_factory=dict)

    def of(self, kind: str, space_id: UUID | None) -> int:
        """What one such deed in this space is worth; nothing for kinds without a weight."""
        if space_id is not None and (space_id, kind) in self.in_spaces:
            return self.in_spaces[space_id, kind]
        return self.everywhere.get(kind, 0)

    def of_reading(self, *, visited: bool, seconds: int, posts: int) -> int:
        """What a day of reading is worth: full hours and full hundreds count."""
        return (
            self.everywhere.get("day_visited", 0) * int(visited)
            + self.everywhere.get("hours_read", 0) * (seconds // HOUR)
            + self.everywhere.get("hundred_posts_read", 0) * (posts // HUNDRED)
        )


PERIODS = ("day", "week", "month", "quarter", "year", "all")


def period_bounds(period: str, today: date) -> tuple[date | None, date | None]:
    """First day and the day after the last of the period that `today` lies in; weeks begin on Monday."""
    if period == "day":
        return today, today + timedelta(days=1)
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if period == "all":
        return None, None
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    return first, _months_later(first, months)


def _months_later(first: date, months: int) -> date:
    total = first.year * 12 + first.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
