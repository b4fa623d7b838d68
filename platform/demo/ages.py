"""Times relative to the moment of loading, and ids that stay the same however often the demo is loaded. Pure."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

_PART = re.compile(r"(\d+)\s*([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def parse_age(value: Any) -> Any:
    """ "2d 3h 15m" as a timedelta; what is not such a text is left for the caller's own check."""
    if not isinstance(value, str):
        return value
    if _PART.sub("", value).strip():
        raise ValueError(f"not a time like '2d 3h 15m': {value!r}")
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in _PART.findall(value)})


def stable_id(tenant_id: UUID, key: str, at: datetime) -> UUID:
    """A UUIDv7 of this time whose random part is made from the brand and the key."""
    milliseconds = int(at.timestamp() * 1000)
    digest = int.from_bytes(hashlib.sha256(f"{tenant_id}/{key}".encode()).digest()[:10])
    value = (milliseconds << 80) | digest
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)
