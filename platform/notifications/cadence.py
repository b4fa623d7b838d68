"""When the next digest is due: at the member's hour, on the clock of the member's place. Plain values, no clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 30}


def next_digest(after: datetime, *, cadence: str, hour: int, zone: str) -> datetime | None:
    """The first time on the hour that lies a whole period's days after `after`'s date there; None when there is none."""
    if cadence not in DAYS:
        return None
    place = ZoneInfo(zone)
    day = after.astimezone(place).date() + timedelta(days=DAYS[cadence])
    # An hour that the clocks skip is taken as the one before it would have gone on.
    return datetime.combine(day, time(hour), tzinfo=place).astimezone(ZoneInfo("UTC"))
