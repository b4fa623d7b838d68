"""Failures that a caller of accounts can expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError, NotFoundError


class AddressTakenError(ConflictError):
    """Somebody here has this address already."""

    code = "address_taken"
    message = _("Somebody here has this address already.")


class LastOwnerError(ConflictError):
    """A brand always keeps one active owner."""

    code = "last_owner"
    message = _("This is the last owner. Make somebody else an owner first.")


class InvitationClosedError(NotFoundError):
    """This invitation was used, withdrawn, or is older than seven days."""

    code = "invitation_closed"
    message = _("This invitation was used, withdrawn, or is too old. Ask for a new one.")


class UnknownTeamError(InvalidError):
    """A team that does not exist."""

    code = "unknown_team"
    message = _("There is no such team.")

    def __init__(self) -> None:
        super().__init__(fields={"team_ids": [str(self.message)]})


class WrongPasswordError(InvalidError):
    """This is not the password."""

    code = "wrong_password"
    message = _("That is not right.")
