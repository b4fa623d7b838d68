"""The one place that reads the system clock; everything else is handed the time."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(tz=UTC)  # noqa: TID251 - the one place
