"""Identifiers: time-ordered UUIDs that a client may mint before the server has seen them."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A fresh UUIDv7 (RFC 9562): sorts by creation time, so that indexes grow at one end."""
    return _uuid7()
