"""Who may learn of an event: a short text decided at publishing, compared as a whole, never parsed at the last hop."""

from uuid import UUID

STAFF = "staff"
"""Everybody in the staff application."""

EVERYONE = "everyone"
"""Everybody, also readers without an account."""

NOBODY = "nobody"
"""Durable subscribers only; never sent over a socket."""


def of(container: str, container_id: UUID) -> str:
    """Those who may see one container: `of("inbox", id)`, `of("space", id)`, `of("user", id)`."""
    return f"{container}:{container_id}"
