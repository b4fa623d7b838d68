"""Failures that a caller can expect, as classes; edges turn them into status codes in one table."""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """Base of every anticipated failure. `code` is stable for machines, the message is for people."""

    code = "error"

    def __init__(self, message: str = "", **detail: Any) -> None:
        super().__init__(message or self.__class__.__doc__ or self.code)
        self.detail: Mapping[str, Any] = detail


class NotFoundError(DomainError):
    """There is nothing here, or nothing that you may know of."""

    code = "not_found"


class ForbiddenError(DomainError):
    """You can see this, but you may not do that."""

    code = "forbidden"


class InvalidError(DomainError):
    """The input does not fit; `fields` in the detail names what to mend."""

    code = "invalid"


class ConflictError(DomainError):
    """The world moved on since you looked; the detail says what you missed."""

    code = "conflict"


class TooManyError(DomainError):
    """That was too fast. Wait a moment and try again."""

    code = "too_many"


class TransientError(DomainError):
    """The other side did not answer this time; trying later may work."""

    code = "transient"


class PermanentError(DomainError):
    """The other side refused for good; trying again will not help."""

    code = "permanent"
