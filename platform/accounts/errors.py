"""Failures that a caller of accounts can expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError


class AddressTakenError(ConflictError):
    """Somebody here has this address already."""

    code = "address_taken"

    def __init__(self) -> None:
        super().__init__(str(_("Somebody here has this address already.")))


class LastOwnerError(ConflictError):
    """A brand always keeps one active owner."""

    code = "last_owner"

    def __init__(self) -> None:
        super().__init__(str(_("This is the last owner. Make somebody else an owner first.")))
