"""What can go wrong with people."""

from kernel.errors import ConflictError, InvalidError


class SamePersonError(InvalidError):
    """Choose two different people."""

    code = "same_person"


class IdentityTakenError(ConflictError):
    """Somebody else is known by this already; merge the two instead."""

    code = "identity_taken"


class IdTakenError(ConflictError):
    """This id was used for something else before."""

    code = "id_taken"
