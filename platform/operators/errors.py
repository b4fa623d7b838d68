"""Failures that operators can expect."""

from kernel.errors import ConflictError, ForbiddenError, InvalidError


class SignInRefusedError(ForbiddenError):
    """The address, the password or the code is wrong."""

    code = "sign_in_refused"


class TooManyTriesError(ForbiddenError):
    """Too many failed tries. Wait a quarter of an hour."""

    code = "too_many_tries"


class NotConfirmedError(InvalidError):
    """Type the short name of the brand to confirm."""

    code = "not_confirmed"


class WrongCodeError(InvalidError):
    """This code does not fit. Is the clock of your device right?"""

    code = "wrong_code"


class OperatorExistsError(ConflictError):
    """There is an operator with this address."""

    code = "operator_exists"


class WeakPasswordError(InvalidError):
    """The password is too weak."""

    code = "weak_password"
