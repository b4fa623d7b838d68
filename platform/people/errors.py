"""What can go wrong with people."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError


class SamePersonError(InvalidError):
    """Choose two different people."""

    code = "same_person"
    message = _("Choose two different people.")


class IdentityTakenError(ConflictError):
    """Somebody else is known by this already; merge the two instead."""

    code = "identity_taken"
    message = _("Somebody else is known by this already; merge the two instead.")


class IdTakenError(ConflictError):
    """This id was used for something else before."""

    code = "id_taken"
    message = _("Something else has this id already.")
