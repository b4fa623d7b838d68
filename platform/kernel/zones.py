"""IANA time zones. The list is read from disk once: walking the zone files takes 20 ms, as long as a whole page."""

from functools import cache
from zoneinfo import available_timezones

_REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zone_names() -> frozenset[str]:
    """Every zone name that this machine knows."""
    return frozenset(available_timezones())


@cache
def offered_zone_names() -> tuple[str, ...]:
    """The zones to choose from: places and UTC, without the old names such as EST5EDT and Etc/GMT+7 that still work."""
    return (*sorted(name for name in zone_names() if name.split("/")[0] in _REGIONS), "UTC")
