"""IANA time zones. The list is read from disk once: walking the zone files takes 20 ms, as long as a whole page."""

from functools import cache
from zoneinfo import available_timezones


@cache
def zone_names() -> frozenset[str]:
    """Every zone name that this machine knows."""
    return frozenset(available_timezones())
