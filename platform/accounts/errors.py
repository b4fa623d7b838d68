"""Failures that a caller of accounts can expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError, NotFoundError


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


class InvitationClosedError(NotFoundError):
    """This invitation was used, withdrawn, or is older than seven days."""

    code = "invitation_closed"

    def __init__(self) -> None:
        super().__init__(str(_("This invitation was used, withdrawn, or is too old. Ask for a new one.")))


class UnknownTeamError(InvalidError):
    """A team that does not exist."""

    code = "unknown_team"

    def __init__(self) -> None:
        super().__init__(str(_("There is no such team.")), fields={"team_ids": [str(_("There is no such team."))]})


class WrongPasswordError(InvalidError):
    """This is not the password."""

    code = "wrong_password"
