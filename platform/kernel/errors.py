"""Failures that a caller can expect, as classes; edges turn them into status codes in one table."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Base of every anticipated failure. `code` is stable for machines, `message` is for people, in the reader's language."""

    code = "error"
    message: ClassVar[str | Promise] = _("That did not work.")

    def __init__(self, message: str | Promise = "", **detail: Any) -> None:
        super().__init__(message or self.message)
        self.detail: Mapping[str, Any] = detail

    @classmethod
    def about(cls, field: str) -> Self:
        """The failure, said beside the field that it is about."""
        return cls(fields={field: [str(cls.message)]})


class NotFoundError(DomainError):
    """There is nothing here, or nothing that you may know of."""

    code = "not_found"
    message = _("There is nothing here, or it is not open to you.")


class ForbiddenError(DomainError):
    """You can see this, but you may not do that."""

    code = "forbidden"
    message = _("You may not do that.")


class InvalidError(DomainError):
    """The input does not fit; `fields` in the detail names what to mend."""

    code = "invalid"
    message = _("Something here does not fit. Please look at it again.")

    @classmethod
    def choose(cls, field: str, values: Iterable[str]) -> Self:
        """Something else than these values was given."""
        return cls(fields={field: [gettext("Choose from: %(values)s.") % {"values": ", ".join(values)}]})


class ConflictError(DomainError):
    """The world moved on since you looked; the detail says what you missed."""

    code = "conflict"
    message = _("This changed while you were looking at it. Reload the page and try again.")


class TooManyError(DomainError):
    """That was too fast. Wait a moment and try again."""

    code = "too_many"
    message = _("That was too fast. Wait a moment and try again.")


class TransientError(DomainError):
    """The other side did not answer this time; trying later may work."""

    code = "transient"
    message = _("The other side did not answer this time. Try again later.")


class PermanentError(DomainError):
    """The other side refused for good; trying again will not help."""

    code = "permanent"
    message = _("The other side refused. Trying again will not help.")
