"""Failures that operators can expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, ForbiddenError, InvalidError


class SignInRefusedError(ForbiddenError):
    """The address, the password or the code is wrong."""

    code = "sign_in_refused"
    message = _("The address, the password or the code is wrong.")


class TooManyTriesError(ForbiddenError):
    """Too many failed tries. Wait a quarter of an hour."""

    code = "too_many_tries"
    message = _("Too many failed tries. Wait a quarter of an hour.")


class NotConfirmedError(InvalidError):
    """Type the short name of the brand to confirm."""

    code = "not_confirmed"
    message = _("Type the short name of the brand to confirm.")


class WrongCodeError(InvalidError):
    """This code does not fit. Is the clock of your device right?"""

    code = "wrong_code"
    message = _("This code does not fit. Is the clock of your device right?")


class OperatorExistsError(ConflictError):
    """There is an operator with this address."""

    code = "operator_exists"
    message = _("There is an operator with this address.")


class WeakPasswordError(InvalidError):
    """The password is too weak."""

    code = "weak_password"
    message = _("The password is too weak.")
